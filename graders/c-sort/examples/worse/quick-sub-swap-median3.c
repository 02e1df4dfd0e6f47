#include <stdio.h>
int v[500000];
static void sw(int i, int j) {
    if (i != j) {
        v[i] = v[i] + v[j];
        v[j] = v[i] - v[j];
        v[i] = v[i] - v[j];
    }
}
void qs(int l, int r) {
    if (r - l < 1) return;
    int m = l + (r - l) / 2;
    if (v[l] > v[m]) sw(l, m);
    if (v[l] > v[r]) sw(l, r);
    if (v[m] > v[r]) sw(m, r);
    if (r - l < 3) return;
    sw(m, r - 1);
    int p = v[r - 1], i = l, j = r - 1;
    for (;;) {
        while (v[++i] < p)
            ;
        while (v[--j] > p)
            ;
        if (i < j)
            sw(i, j);
        else
            break;
    }
    sw(i, r - 1);
    qs(l, i - 1);
    qs(i + 1, r);
}
int main(void) {
    int n, i;
    scanf("%d", &n);
    for (i = 0; i < n; i++) scanf("%d", &v[i]);
    qs(0, n - 1);
    for (i = 0; i < n; i++) printf("%d ", v[i]);
    return 0;
}

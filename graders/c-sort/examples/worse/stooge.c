#include <stdio.h>
int a[1000000];
void st(int l, int h) {
    if (a[l] > a[h]) {
        int t = a[l];
        a[l] = a[h];
        a[h] = t;
    }
    if (h - l > 1) {
        int t = (h - l + 1) / 3;
        st(l, h - t);
        st(l + t, h);
        st(l, h - t);
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    if (n) st(0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void q(int *a, int l, int r) {
    while (l < r) {
        int p = a[l + rand() % (r - l + 1)], i = l, j = r;
        while (i <= j) {
            while (a[i] < p) i++;
            while (p < a[j]) j--;
            if (i <= j) {
                int t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        if (j - l < r - i) {
            q(a, l, j);
            l = i;
        } else {
            q(a, i, r);
            r = j;
        }
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    srand((unsigned)(size_t)a ^ (unsigned)(size_t)&n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

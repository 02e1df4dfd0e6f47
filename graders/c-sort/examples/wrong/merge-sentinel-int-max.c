#include <stdio.h>
#include <stdlib.h>
#include <limits.h>
static void ms(int *a, int l, int r) {
    if (r - l < 2) return;
    int m = (l + r) / 2;
    ms(a, l, m);
    ms(a, m, r);
    int p = m - l, q = r - m, *x = malloc(4 * p + 4), *y = malloc(4 * q + 4);
    for (int i = 0; i < p; i++) x[i] = a[l + i];
    for (int i = 0; i < q; i++) y[i] = a[m + i];
    x[p] = y[q] = 1000000;
    for (int i = 0, j = 0, k = l; k < r; k++) a[k] = x[i] <= y[j] ? x[i++] : y[j++];
    free(x);
    free(y);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, 0, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static int cmp(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
static void __attribute__((unused)) reference(int *a, int n) {
    qsort(a, n, sizeof *a, cmp);
}
static void ms(int *a, int *t, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(a, t, h);
    ms(a + h, t, n - h);
    for (int i = 0; i < n; i++) t[i] = a[i];
    for (int i = 0, x = 0, y = h; i < n; i++) a[i] = y >= n || (x < h && t[x] <= t[y]) ? t[x++] : t[y++];
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, t, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
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
    clock_t b = clock();
    ms(a, t, n);
    double s = (double)(clock() - b) / CLOCKS_PER_SEC;
    for (int i = 1; i < n; i++) assert(a[i - 1] <= a[i]);
    printf("Before sorting: N = %d\nAfter sorting:\n", n);
    for (int i = 0; i < n; i++) printf("%d\n", a[i]);
    printf("Time taken: %f seconds\n", s);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void ms(unsigned *a, unsigned *t, int n) {
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
    unsigned *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", (int *)a + i);
    ms(a, t, n);
    for (int i = 0; i < n; i++) printf("%d ", (int)a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void m3(int *a, int *t, int n) {
    if (n < 2) return;
    if (n == 2) {
        if (a[1] < a[0]) {
            int x = a[0];
            a[0] = a[1];
            a[1] = x;
        }
        return;
    }
    int p = n / 3, q = 2 * n / 3;
    m3(a, t, p);
    m3(a + p, t, q - p);
    m3(a + q, t, n - q);
    int i = 0, j = p, k = q;
    for (int o = 0; o < n; o++) {
        int w = 0;
        if (i < p) w = 1;
        if (j < q && (!w || a[j] < a[i])) w = 2;
        if (k < n && (!w || (w == 1 ? a[k] < a[i] : a[k] < a[j]))) w = 3;
        t[o] = w == 1 ? a[i++] : w == 2 ? a[j++] : a[k++];
    }
    for (i = 0; i < n; i++) a[i] = t[i];
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    m3(a, t, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    free(a);
    free(t);
    return 0;
}

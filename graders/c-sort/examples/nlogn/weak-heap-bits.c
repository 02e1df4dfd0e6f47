#include <stdio.h>
#include <stdlib.h>
static int *a;
static unsigned char *r;
static void join(int i, int j) {
    if (a[i] < a[j]) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
        r[j] ^= 1;
    }
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    a = malloc(4 * n + 4);
    r = calloc(n + 1, 1);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = n - 1; i > 0; i--) {
        int j = i;
        while ((j & 1) == r[j >> 1]) j >>= 1;
        join(j >> 1, i);
    }
    for (int i = n - 1; i >= 2; i--) {
        int t = a[0];
        a[0] = a[i];
        a[i] = t;
        int x = 1, y;
        while ((y = 2 * x + r[x]) < i) x = y;
        while (x > 0) {
            join(0, x);
            x >>= 1;
        }
    }
    if (n > 1) {
        int t = a[0];
        a[0] = a[1];
        a[1] = t;
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void rx(unsigned *a, int l, int r, int b) {
    if (l >= r || b < 0) return;
    int i = l, j = r;
    while (i <= j) {
        while (i <= j && !(a[i] >> b & 1)) i++;
        while (i <= j && (a[j] >> b & 1)) j--;
        if (i < j) {
            unsigned t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
    }
    rx(a, l, j, b - 1);
    rx(a, i, r, b - 1);
}
int main(void) {
    int n, x;
    if (scanf("%d", &n) != 1) return 0;
    unsigned *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        a[i] = (unsigned)x + 2147483648u;
    }
    rx(a, 0, n - 1, 31);
    for (int i = 0; i < n; i++) printf("%d ", (int)(a[i] - 2147483648u));
    free(a);
    return 0;
}

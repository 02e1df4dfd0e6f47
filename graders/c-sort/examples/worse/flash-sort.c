#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    int *a = malloc(4 * n), *b = malloc(4 * n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int lo = a[0], hi = a[0];
    for (int i = 1; i < n; i++) {
        if (a[i] < lo) lo = a[i];
        if (a[i] > hi) hi = a[i];
    }
    int m = n / 2 + 1;
    int *c = calloc(m + 1, 4);
    double k = hi > lo ? (m - 1) / ((double)hi - lo) : 0;
    for (int i = 0; i < n; i++) c[(int)(k * ((double)a[i] - lo)) + 1]++;
    for (int i = 0; i < m; i++) c[i + 1] += c[i];
    for (int i = 0; i < n; i++) b[c[(int)(k * ((double)a[i] - lo))]++] = a[i];
    for (int i = 1; i < n; i++) {
        int x = b[i], j = i;
        while (j && b[j - 1] > x) {
            b[j] = b[j - 1];
            j--;
        }
        b[j] = x;
    }
    for (int i = 0; i < n; i++) printf("%d ", b[i]);
    return 0;
}

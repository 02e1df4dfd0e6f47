/* distributes into 64 buckets by value range, then merge sorts each */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static void ms(int *a, int *t, int n) {
    for (int w = 1; w < n; w *= 2) {
        for (int lo = 0; lo < n; lo += 2 * w) {
            int mi = lo + w < n ? lo + w : n, hi = lo + 2 * w < n ? lo + 2 * w : n, i = lo, j = mi, k = lo;
            while (k < hi) t[k++] = j >= hi || (i < mi && a[i] <= a[j]) ? a[i++] : a[j++];
        }
        memcpy(a, t, n * sizeof(int));
    }
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n <= 0) return 0;
    int *a = malloc(4 * n), *b = malloc(4 * n), *t = malloc(4 * n), c[66] = {0};
    long long mn = 1LL << 40, mx = -(1LL << 40);
    for (int i = 0; i < n; i++) {
        scanf("%d", a + i);
        if (a[i] < mn) mn = a[i];
        if (a[i] > mx) mx = a[i];
    }
    long long w = (mx - mn) / 64 + 1;
    for (int i = 0; i < n; i++) c[(a[i] - mn) / w + 1]++;
    for (int i = 0; i < 65; i++) c[i + 1] += c[i];
    int at[66];
    memcpy(at, c, sizeof c);
    for (int i = 0; i < n; i++) b[at[(a[i] - mn) / w]++] = a[i];
    for (int k = 0; k < 64; k++) ms(b + c[k], t, c[k + 1] - c[k]);
    for (int i = 0; i < n; i++) printf("%d ", b[i]);
    return 0;
}

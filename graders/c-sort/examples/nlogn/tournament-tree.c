#include <stdio.h>
#include <stdlib.h>
#include <limits.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    int L = 1;
    while (L < n) L *= 2;
    long long *t = malloc(sizeof(long long) * 2 * L);
    for (int i = 0; i < L; i++) {
        int x;
        if (i < n) {
            scanf("%d", &x);
            t[L + i] = x;
        } else
            t[L + i] = LLONG_MAX;
    }
    for (int i = L - 1; i >= 1; i--) t[i] = t[2 * i] < t[2 * i + 1] ? t[2 * i] : t[2 * i + 1];
    for (int k = 0; k < n; k++) {
        long long w = t[1];
        printf("%lld\n", w);
        int i = 1;
        while (i < L) i = t[2 * i] == w ? 2 * i : 2 * i + 1;
        t[i] = LLONG_MAX;
        while (i > 1) {
            i /= 2;
            t[i] = t[2 * i] < t[2 * i + 1] ? t[2 * i] : t[2 * i + 1];
        }
    }
    free(t);
    return 0;
}

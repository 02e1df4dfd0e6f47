#include <stdio.h>
#include <stdlib.h>
/* key * 2^20 + index makes every element distinct, then heapsort */
int main(void) {
    int n;
    scanf("%d", &n);
    long long *a = malloc(sizeof(long long) * (n + 2));
    for (long long i = 1; i <= n; i++) {
        long long x;
        scanf("%lld", &x);
        a[i] = x * 1048576LL + i;
    }
    for (int s = n / 2; s >= 1; s--)
        for (int i = s, c; (c = 2 * i) <= n; i = c) {
            if (c < n && a[c + 1] > a[c]) c++;
            if (a[i] >= a[c]) break;
            long long t = a[i];
            a[i] = a[c];
            a[c] = t;
        }
    for (int m = n; m > 1;) {
        long long t = a[1];
        a[1] = a[m];
        a[m] = t;
        m--;
        for (int i = 1, c; (c = 2 * i) <= m; i = c) {
            if (c < m && a[c + 1] > a[c]) c++;
            if (a[i] >= a[c]) break;
            t = a[i];
            a[i] = a[c];
            a[c] = t;
        }
    }
    for (int i = 1; i <= n; i++) printf("%lld ", (a[i] - i + 0) >= 0 ? a[i] >> 20 : a[i] >> 20);
    return 0;
}

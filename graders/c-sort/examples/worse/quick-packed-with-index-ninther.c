#include <stdio.h>
#include <stdlib.h>
typedef long long ll;
static void sw(ll *a, ll *b) {
    ll t = *a;
    *a = *b;
    *b = t;
}
static int m3(ll *a, int x, int y, int z) {
    return a[x] < a[y] ? (a[y] < a[z] ? y : a[x] < a[z] ? z : x) : (a[z] < a[y] ? y : a[z] < a[x] ? z : x);
}
static void q(ll *a, int n) {
    while (n > 9) {
        int s = n / 8, m = n / 2;
        int k = m3(a, m3(a, 0, s, 2 * s), m3(a, m - s, m, m + s), m3(a, n - 1 - 2 * s, n - 1 - s, n - 1));
        ll p = a[k];
        int i = -1, j = n;
        for (;;) {
            while (a[++i] < p)
                ;
            while (a[--j] > p)
                ;
            if (i >= j) break;
            sw(a + i, a + j);
        }
        q(a, j + 1);
        a += j + 1;
        n -= j + 1;
    }
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && a[j - 1] > a[j]; j--) sw(a + j, a + j - 1);
}
int main(void) {
    int n;
    scanf("%d", &n);
    ll *a = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) {
        scanf("%lld", a + i);
        a[i] = a[i] * 1000003 + i;
    }
    q(a, n);
    for (int i = 0; i < n; i++) {
        ll x = a[i], f = x / 1000003;
        if (x % 1000003 < 0) f--;
        printf("%lld ", f);
    }
    return 0;
}

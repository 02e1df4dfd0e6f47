#include <stdio.h>
#include <stdlib.h>
typedef long long ll;
static void sw(ll *a, ll *b) {
    ll t = *a;
    *a = *b;
    *b = t;
}
static void q(ll *a, int lo, int hi) {
    if (hi - lo < 8) {
        for (int i = lo + 1; i <= hi; i++)
            for (int j = i; j > lo && a[j - 1] > a[j]; j--) sw(a + j, a + j - 1);
        return;
    }
    int m = (lo + hi) / 2;
    if (a[m] < a[lo]) sw(a + m, a + lo);
    if (a[hi] < a[lo]) sw(a + hi, a + lo);
    if (a[hi] < a[m]) sw(a + hi, a + m);
    ll p = a[m];
    int i = lo, j = hi;
    do {
        while (a[i] < p) i++;
        while (p < a[j]) j--;
        if (i <= j) sw(a + i++, a + j--);
    } while (i <= j);
    q(a, lo, j);
    q(a, i, hi);
}
int main(void) {
    int n;
    scanf("%d", &n);
    ll *a = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) {
        scanf("%lld", a + i);
        a[i] = 3 * a[i] + 7;
    }
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%lld ", (a[i] - 7) / 3);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static unsigned long long s = 88172645463325252ULL;
static unsigned long long xs(void) {
    s ^= s << 13;
    s ^= s >> 7;
    s ^= s << 17;
    return s;
}
static int part(int *a, int lo, int hi) {
    int p = a[hi], i = lo;
    for (int j = lo; j < hi; j++)
        if (a[j] <= p) {
            int t = a[i];
            a[i++] = a[j];
            a[j] = t;
        }
    a[hi] = a[i];
    a[i] = p;
    return i;
}
static void q(int *a, int lo, int hi) {
    while (lo < hi) {
        int m = part(a, lo, hi);
        if (m - lo < hi - m) {
            q(a, lo, m - 1);
            lo = m + 1;
        } else {
            q(a, m + 1, hi);
            hi = m - 1;
        }
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = n - 1; i > 0; i--) {
        int j = xs() % (i + 1);
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d\n", a[i]);
    return 0;
}

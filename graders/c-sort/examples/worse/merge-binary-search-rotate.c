/* SymMerge-like: N log^2 N */
#include <stdio.h>
#include <stdlib.h>
static void rev(int *a, int n) {
    for (int i = 0, j = n - 1; i < j; i++, j--) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
}
static void merge(int *a, int m, int n) {
    if (m == 0 || m == n) return;
    if (n == 2) {
        if (a[1] < a[0]) rev(a, 2);
        return;
    }
    int i, j;
    if (m > n - m) {
        i = m / 2;
        int lo = m, hi = n;
        while (lo < hi) {
            int x = (lo + hi) / 2;
            if (a[x] < a[i])
                lo = x + 1;
            else
                hi = x;
        }
        j = lo;
    } else {
        j = m + (n - m) / 2;
        int lo = 0, hi = m;
        while (lo < hi) {
            int x = (lo + hi) / 2;
            if (a[x] <= a[j])
                lo = x + 1;
            else
                hi = x;
        }
        i = lo;
    }
    rev(a + i, m - i);
    rev(a + m, j - m);
    rev(a + i, j - i);
    int k = i + (j - m);
    merge(a, i, k);
    merge(a + k, j - k, n - k);
}
static void ms(int *a, int n) {
    if (n < 2) return;
    ms(a, n / 2);
    ms(a + n / 2, n - n / 2);
    merge(a, n / 2, n);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

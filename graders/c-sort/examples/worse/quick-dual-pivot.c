#include <stdio.h>
#include <stdlib.h>
void dp(int *a, int lo, int hi) {
    if (hi - lo < 27) {
        for (int i = lo + 1; i <= hi; i++)
            for (int j = i; j > lo && a[j] < a[j - 1]; j--) {
                int t = a[j];
                a[j] = a[j - 1];
                a[j - 1] = t;
            }
        return;
    }
    int s = (hi - lo + 1) / 6, e[5] = {lo + s, 0, (lo + hi) / 2, 0, hi - s};
    e[1] = e[2] - s;
    e[3] = e[2] + s;
    for (int i = 1; i < 5; i++)
        for (int j = i; j > 0 && a[e[j]] < a[e[j - 1]]; j--) {
            int t = a[e[j]];
            a[e[j]] = a[e[j - 1]];
            a[e[j - 1]] = t;
        }
    int p = a[e[1]], q = a[e[3]];
    a[e[1]] = a[lo];
    a[e[3]] = a[hi];
    int l = lo + 1, g = hi - 1;
    for (int k = l; k <= g; k++) {
        int x = a[k];
        if (x < p) {
            a[k] = a[l];
            a[l++] = x;
        } else if (x > q) {
            while (a[g] > q && k < g) g--;
            a[k] = a[g];
            a[g--] = x;
            x = a[k];
            if (x < p) {
                a[k] = a[l];
                a[l++] = x;
            }
        }
    }
    a[lo] = a[l - 1];
    a[l - 1] = p;
    a[hi] = a[g + 1];
    a[g + 1] = q;
    dp(a, lo, l - 2);
    dp(a, g + 2, hi);
    if (p != q) dp(a, l, g);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    dp(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

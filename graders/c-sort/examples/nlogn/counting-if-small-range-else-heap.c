#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    int *a = malloc(4 * n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    long lo = a[0], hi = a[0];
    for (int i = 1; i < n; i++) {
        if (a[i] < lo) lo = a[i];
        if (a[i] > hi) hi = a[i];
    }
    if (hi - lo < 8L * n) {
        int *c = calloc(hi - lo + 1, 4);
        for (int i = 0; i < n; i++) c[a[i] - lo]++;
        int k = 0;
        for (long v = 0; v <= hi - lo; v++)
            while (c[v]-- > 0) a[k++] = (int)(v + lo);
        free(c);
    } else
        for (int e = n, s = n / 2; e > 1;) {
            if (s > 0)
                s--;
            else {
                e--;
                int t = a[0];
                a[0] = a[e];
                a[e] = t;
            }
            int r = s;
            while (2 * r + 1 < e) {
                int c = 2 * r + 1;
                if (c + 1 < e && a[c] < a[c + 1]) c++;
                if (a[r] >= a[c]) break;
                int t = a[r];
                a[r] = a[c];
                a[c] = t;
                r = c;
            }
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    free(a);
    return 0;
}

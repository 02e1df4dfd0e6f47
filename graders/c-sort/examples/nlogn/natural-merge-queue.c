#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc((n + 1) * sizeof(int)), *b = malloc((n + 1) * sizeof(int)),
        *e = malloc((n + 2) * sizeof(int));
    for (int i = 0; i < n; i++) scanf("%d", &a[i]);
    for (;;) {
        int r = 0;
        e[0] = 0;
        for (int i = 1; i <= n; i++)
            if (i == n || a[i] < a[i - 1]) e[++r] = i;
        if (r <= 1) break;
        for (int k = 0; k < r; k += 2) {
            int lo = e[k], mi = e[k + 1], hi = k + 2 <= r ? e[k + 2] : mi, i = lo, j = mi, o = lo;
            while (o < hi || o < mi) {
                if (o >= (hi > mi ? hi : mi)) break;
                b[o++] = j >= hi || (i < mi && a[i] <= a[j]) ? a[i++] : a[j++];
            }
        }
        int *t = a;
        a = b;
        b = t;
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

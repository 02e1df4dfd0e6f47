/* heap sort, but every insertion looks for the free slot from the start */
#include <stdio.h>
#include <stdlib.h>
#include <limits.h>
int main(void) {
    int n;
    scanf("%d", &n);
    long *h = malloc(8 * (n + 2));
    for (int i = 0; i < n; i++) h[i] = LONG_MAX;
    for (int k = 0; k < n; k++) {
        long x;
        scanf("%ld", &x);
        int i = 0;
        while (h[i] != LONG_MAX) i++;
        h[i] = x;
        while (i && h[(i - 1) / 2] > h[i]) {
            long t = h[i];
            h[i] = h[(i - 1) / 2];
            h[(i - 1) / 2] = t;
            i = (i - 1) / 2;
        }
    }
    for (int m = n; m > 0;) {
        printf("%ld ", h[0]);
        h[0] = h[--m];
        for (int i = 0, c; (c = 2 * i + 1) < m; i = c) {
            if (c + 1 < m && h[c + 1] < h[c]) c++;
            if (h[i] <= h[c]) break;
            long t = h[i];
            h[i] = h[c];
            h[c] = t;
        }
    }
    return 0;
}

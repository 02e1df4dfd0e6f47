#include <stdio.h>
#include <stdlib.h>
#define D 4
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *h = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        int x;
        scanf("%d", &x);
        int k = i;
        while (k && h[(k - 1) / D] > x) {
            h[k] = h[(k - 1) / D];
            k = (k - 1) / D;
        }
        h[k] = x;
    }
    for (int m = n; m > 0;) {
        printf("%d ", h[0]);
        int x = h[--m], k = 0;
        for (;;) {
            int b = -1;
            for (int c = D * k + 1; c <= D * k + D && c < m; c++)
                if (b < 0 || h[c] < h[b]) b = c;
            if (b < 0 || h[b] >= x) break;
            h[k] = h[b];
            k = b;
        }
        if (m) h[k] = x;
    }
    free(h);
    return 0;
}

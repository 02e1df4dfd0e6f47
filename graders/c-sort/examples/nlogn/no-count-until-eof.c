/* reads N but trusts the end of input, growing with realloc */
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, x, m = 0, cap = 1;
    int *a = malloc(sizeof(int));
    if (scanf("%d", &n) != 1) return 0;
    while (scanf("%d", &x) == 1) {
        if (m == cap) a = realloc(a, (cap *= 2) * sizeof(int));
        a[m++] = x;
    }
    int *b = malloc(sizeof(int) * cap);
    for (int w = 1; w < m; w <<= 1) {
        for (int l = 0; l < m; l += w + w) {
            int p = l, q = l + w < m ? l + w : m, qe = q, e = l + 2 * w < m ? l + 2 * w : m;
            for (int k = l; k < e; k++)
                if (p < qe && (q >= e || a[p] <= a[q]))
                    b[k] = a[p++];
                else
                    b[k] = a[q++];
        }
        int *t = a;
        a = b;
        b = t;
    }
    for (int i = 0; i < m; i++) printf("%d,", a[i]);
    printf("\n");
    return 0;
}

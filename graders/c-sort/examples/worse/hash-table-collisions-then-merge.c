/* counts in a table indexed by value mod 1024 with chains, then a merge sort of the distinct keys */
#include <stdio.h>
#include <stdlib.h>
typedef struct E {
    int k, c;
    struct E *n;
} E;
static E *tab[1 << 14];
static void ms(E **a, E **t, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(a, t, h);
    ms(a + h, t, n - h);
    for (int i = 0; i < n; i++) t[i] = a[i];
    for (int i = 0, x = 0, y = h; i < n; i++)
        a[i] = y >= n || (x < h && t[x]->k <= t[y]->k) ? t[x++] : t[y++];
}
int main(void) {
    int n, x, m = 0;
    scanf("%d", &n);
    E **d = malloc(8 * n + 8), **t = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        E **b = &tab[(unsigned)x & ((1 << 14) - 1)], *e = *b;
        while (e && e->k != x) e = e->n;
        if (!e) {
            e = malloc(sizeof *e);
            e->k = x;
            e->c = 0;
            e->n = *b;
            *b = e;
            d[m++] = e;
        }
        e->c++;
    }
    ms(d, t, m);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < d[i]->c; j++) printf("%d ", d[i]->k);
    return 0;
}

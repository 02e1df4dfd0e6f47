/* counts equal numbers in a hash table, then merge sorts the distinct ones */
#include <stdio.h>
#include <stdlib.h>
struct e {
    int key;
    int cnt;
    int used;
};
static struct e *tab;
static unsigned mask;
static void add(int k) {
    unsigned h = (unsigned)k * 2654435769u;
    h ^= h >> 15;
    unsigned i = h & mask;
    while (tab[i].used && tab[i].key != k) i = (i + 1) & mask;
    tab[i].used = 1;
    tab[i].key = k;
    tab[i].cnt++;
}
static void ms(struct e *a, struct e *t, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(a, t, h);
    ms(a + h, t, n - h);
    int i = 0, j = h, k = 0;
    while (i < h && j < n) t[k++] = a[i].key <= a[j].key ? a[i++] : a[j++];
    while (i < h) t[k++] = a[i++];
    while (j < n) t[k++] = a[j++];
    for (i = 0; i < n; i++) a[i] = t[i];
}
int main(void) {
    int n, x;
    if (scanf("%d", &n) != 1) return 0;
    unsigned cap = 16;
    while (cap < 4u * n) cap <<= 1;
    mask = cap - 1;
    tab = calloc(cap, sizeof *tab);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        add(x);
    }
    struct e *d = malloc(sizeof *d * (n + 1)), *t = malloc(sizeof *t * (n + 1));
    int m = 0;
    for (unsigned i = 0; i < cap; i++)
        if (tab[i].used) d[m++] = tab[i];
    ms(d, t, m);
    for (int i = 0; i < m; i++)
        while (d[i].cnt--) printf("%d ", d[i].key);
    return 0;
}

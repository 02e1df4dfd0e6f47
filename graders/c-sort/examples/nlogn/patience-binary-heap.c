#include <stdio.h>
#include <stdlib.h>
typedef struct {
    int *v, n, cap;
} pile;
static pile *ps;
static int np;
static int top(int i) {
    return ps[i].v[ps[i].n - 1];
}
static void down(int *h, int i, int n) {
    for (;;) {
        int c = 2 * i + 1;
        if (c >= n) return;
        if (c + 1 < n && top(h[c + 1]) < top(h[c])) c++;
        if (top(h[i]) <= top(h[c])) return;
        int t = h[i];
        h[i] = h[c];
        h[c] = t;
        i = c;
    }
}
int main(void) {
    int n, x;
    if (scanf("%d", &n) != 1) return 0;
    ps = malloc(sizeof(pile) * (n + 1));
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        int l = 0, r = np;
        while (l < r) {
            int m = (l + r) / 2;
            if (top(m) >= x)
                r = m;
            else
                l = m + 1;
        }
        if (l == np) {
            ps[np].cap = 4;
            ps[np].n = 0;
            ps[np].v = malloc(4 * sizeof(int));
            np++;
        }
        if (ps[l].n == ps[l].cap) ps[l].v = realloc(ps[l].v, sizeof(int) * (ps[l].cap *= 2));
        ps[l].v[ps[l].n++] = x;
    }
    int *h = malloc(sizeof(int) * (np + 1)), m = np;
    for (int i = 0; i < np; i++) h[i] = i;
    for (int i = m / 2; i >= 0; i--)
        if (i < m) down(h, i, m);
    while (m) {
        printf("%d ", top(h[0]));
        if (--ps[h[0]].n == 0) h[0] = h[--m];
        down(h, 0, m);
    }
    return 0;
}

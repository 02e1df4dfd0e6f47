#include <stdio.h>
#include <stdlib.h>
#include <math.h>
typedef struct G {
    int k;
    struct G *l, *r;
} G;
static int size(G *t) {
    return t ? 1 + size(t->l) + size(t->r) : 0;
}
static G **buf;
static int nb;
static void flat(G *t) {
    if (!t) return;
    flat(t->l);
    buf[nb++] = t;
    flat(t->r);
}
static G *mk(int a, int b) {
    if (a >= b) return NULL;
    int m = (a + b) / 2;
    G *t = buf[m];
    t->l = mk(a, m);
    t->r = mk(m + 1, b);
    return t;
}
int main(void) {
    int n, x;
    G *root = NULL;
    if (scanf("%d", &n) != 1) return 0;
    buf = malloc(sizeof(G *) * (n + 1));
    G **path[200];
    for (int i = 1; i <= n; i++) {
        scanf("%d", &x);
        G **p = &root;
        int d = 0;
        while (*p) {
            path[d++] = p;
            p = x < (*p)->k ? &(*p)->l : &(*p)->r;
        }
        G *g = malloc(sizeof *g);
        g->k = x;
        g->l = g->r = NULL;
        *p = g;
        if (d > log(i) / log(1.5) + 1) {
            int s = 1;
            G *child = g;
            for (int k = d - 1; k >= 0; k--) {
                G *q = *path[k];
                int o = q->l == child ? size(q->r) : size(q->l), ps = s + o + 1;
                if (3 * s > 2 * ps || 3 * o > 2 * ps) {
                    nb = 0;
                    flat(q);
                    *path[k] = mk(0, nb);
                    break;
                }
                s = ps;
                child = q;
            }
        }
    }
    nb = 0;
    flat(root);
    for (int i = 0; i < nb; i++) printf("%d ", buf[i]->k);
    return 0;
}

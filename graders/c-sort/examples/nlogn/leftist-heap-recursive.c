#include <stdio.h>
#include <stdlib.h>
typedef struct H {
    int v, s;
    struct H *l, *r;
} H;
static H *meld(H *a, H *b) {
    if (!a) return b;
    if (!b) return a;
    if (b->v < a->v) {
        H *t = a;
        a = b;
        b = t;
    }
    a->r = meld(a->r, b);
    if (!a->l || a->l->s < a->r->s) {
        H *t = a->l;
        a->l = a->r;
        a->r = t;
    }
    a->s = a->r ? a->r->s + 1 : 1;
    return a;
}
int main(void) {
    int n, x;
    H *h = 0;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        H *p = malloc(sizeof *p);
        p->v = x;
        p->s = 1;
        p->l = p->r = 0;
        h = meld(h, p);
    }
    while (h) {
        printf("%d\n", h->v);
        H *d = h;
        h = meld(h->l, h->r);
        free(d);
    }
    return 0;
}

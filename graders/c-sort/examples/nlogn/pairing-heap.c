#include <stdio.h>
#include <stdlib.h>
typedef struct P {
    int v;
    struct P *kid, *sib;
} P;
static P *meld(P *a, P *b) {
    if (!a) return b;
    if (!b) return a;
    if (b->v < a->v) {
        P *t = a;
        a = b;
        b = t;
    }
    b->sib = a->kid;
    a->kid = b;
    return a;
}
static P *pop(P *r) {
    P *k = r->kid, *list = NULL;
    while (k) {
        P *a = k, *b = a->sib;
        k = b ? b->sib : NULL;
        a->sib = NULL;
        if (b) b->sib = NULL;
        P *m = meld(a, b);
        m->sib = list;
        list = m;
    }
    P *res = NULL;
    while (list) {
        P *nx = list->sib;
        list->sib = NULL;
        res = meld(res, list);
        list = nx;
    }
    return res;
}
int main(void) {
    int n, x;
    P *h = NULL;
    if (scanf("%d", &n) != 1) return 0;
    while (n-- > 0) {
        scanf("%d", &x);
        P *p = malloc(sizeof *p);
        p->v = x;
        p->kid = p->sib = NULL;
        h = meld(h, p);
    }
    while (h) {
        printf("%d ", h->v);
        P *d = h;
        h = pop(h);
        free(d);
    }
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
typedef struct N {
    int k;
    unsigned p;
    struct N *l, *r;
} N;
static unsigned seed = 12345;
static unsigned rnd(void) {
    return seed = seed * 1103515245u + 12345u;
}
static N *ins(N *t, int k) {
    if (!t) {
        N *x = malloc(sizeof *x);
        x->k = k;
        x->p = rnd() >> 4;
        x->l = x->r = NULL;
        return x;
    }
    if (k < t->k) {
        t->l = ins(t->l, k);
        if (t->l->p < t->p) {
            N *x = t->l;
            t->l = x->r;
            x->r = t;
            t = x;
        }
    } else {
        t->r = ins(t->r, k);
        if (t->r->p < t->p) {
            N *x = t->r;
            t->r = x->l;
            x->l = t;
            t = x;
        }
    }
    return t;
}
static void out(N *t) {
    if (t) {
        out(t->l);
        printf("%d ", t->k);
        out(t->r);
    }
}
int main(void) {
    int n, x;
    N *t = NULL;
    scanf("%d", &n);
    while (n-- > 0) {
        scanf("%d", &x);
        t = ins(t, x);
    }
    out(t);
    return 0;
}

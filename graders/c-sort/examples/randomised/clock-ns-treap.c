#include <stdio.h>
#include <stdlib.h>
#include <time.h>
typedef struct N {
    int k;
    unsigned p;
    int c;
    struct N *l, *r;
} N;
static N *ins(N *t, int k) {
    if (!t) {
        N *x = calloc(1, sizeof *x);
        x->k = k;
        x->p = rand();
        x->c = 1;
        return x;
    }
    if (k == t->k)
        t->c++;
    else if (k < t->k) {
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
        for (int i = 0; i < t->c; i++) printf("%d ", t->k);
        out(t->r);
    }
}
int main(void) {
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    srand(ts.tv_nsec ^ ts.tv_sec);
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

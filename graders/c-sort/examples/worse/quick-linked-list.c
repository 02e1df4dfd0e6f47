#include <stdio.h>
#include <stdlib.h>
typedef struct c {
    int v;
    struct c *n;
} c;
static c *cat(c *a, c *b) {
    if (!a) return b;
    c *t = a;
    while (t->n) t = t->n;
    t->n = b;
    return a;
}
static c *qs(c *l) {
    if (!l || !l->n) return l;
    c *p = l, *lo = NULL, *hi = NULL;
    l = l->n;
    p->n = NULL;
    while (l) {
        c *x = l;
        l = l->n;
        if (x->v < p->v) {
            x->n = lo;
            lo = x;
        } else {
            x->n = hi;
            hi = x;
        }
    }
    p->n = qs(hi);
    return cat(qs(lo), p);
}
int main(void) {
    int n;
    scanf("%d", &n);
    c *l = NULL;
    while (n--) {
        c *x = malloc(sizeof *x);
        scanf("%d", &x->v);
        x->n = l;
        l = x;
    }
    for (l = qs(l); l; l = l->n) printf("%d ", l->v);
    return 0;
}

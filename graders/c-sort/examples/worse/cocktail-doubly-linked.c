#include <stdio.h>
#include <stdlib.h>
typedef struct D {
    int v;
    struct D *p, *n;
} D;
int main(void) {
    int n;
    scanf("%d", &n);
    D *h = NULL, *t = NULL;
    for (int i = 0; i < n; i++) {
        D *d = malloc(sizeof *d);
        scanf("%d", &d->v);
        d->n = NULL;
        d->p = t;
        if (t)
            t->n = d;
        else
            h = d;
        t = d;
    }
    int sw = 1;
    while (sw && h) {
        sw = 0;
        for (D *d = h; d->n; d = d->n)
            if (d->v > d->n->v) {
                int x = d->v;
                d->v = d->n->v;
                d->n->v = x;
                sw = 1;
            }
        if (!sw) break;
        sw = 0;
        for (D *d = t; d->p; d = d->p)
            if (d->v < d->p->v) {
                int x = d->v;
                d->v = d->p->v;
                d->p->v = x;
                sw = 1;
            }
    }
    for (D *d = h; d; d = d->n) printf("%d ", d->v);
    return 0;
}

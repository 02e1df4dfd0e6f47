#include <stdio.h>
#include <stdlib.h>
struct t {
    int v;
    struct t *l, *r, *p;
};
int main(void) {
    int n, x;
    struct t *root = NULL;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        struct t *q = calloc(1, sizeof *q), *y = NULL, *z = root;
        q->v = x;
        while (z) {
            y = z;
            z = x < z->v ? z->l : z->r;
        }
        q->p = y;
        if (!y)
            root = q;
        else if (x < y->v)
            y->l = q;
        else
            y->r = q;
    }
    struct t *c = root;
    while (c && c->l) c = c->l;
    while (c) {
        printf("%d ", c->v);
        if (c->r) {
            c = c->r;
            while (c->l) c = c->l;
        } else {
            struct t *k = c;
            c = c->p;
            while (c && c->r == k) {
                k = c;
                c = c->p;
            }
        }
    }
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
typedef struct S {
    int k;
    struct S *l, *r;
} S;
static S *splay(S *t, int k) {
    S N = {0, NULL, NULL}, *l = &N, *r = &N, *y;
    if (!t) return t;
    for (;;) {
        if (k < t->k) {
            if (!t->l) break;
            if (k < t->l->k) {
                y = t->l;
                t->l = y->r;
                y->r = t;
                t = y;
                if (!t->l) break;
            }
            r->l = t;
            r = t;
            t = t->l;
        } else if (k > t->k) {
            if (!t->r) break;
            if (k > t->r->k) {
                y = t->r;
                t->r = y->l;
                y->l = t;
                t = y;
                if (!t->r) break;
            }
            l->r = t;
            l = t;
            t = t->r;
        } else {
            if (!t->r) break;
            l->r = t;
            l = t;
            t = t->r;
        }
    }
    l->r = t->l;
    r->l = t->r;
    t->l = N.r;
    t->r = N.l;
    return t;
}
int main(void) {
    int n, x;
    S *root = NULL;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        S *p = malloc(sizeof *p);
        p->k = x;
        p->l = p->r = NULL;
        if (root) {
            root = splay(root, x);
            if (x < root->k) {
                p->l = root->l;
                p->r = root;
                root->l = NULL;
            } else {
                p->r = root->r;
                p->l = root;
                root->r = NULL;
            }
        }
        root = p;
    }
    /* Morris traversal, no recursion */
    while (root) {
        if (root->l) {
            S *q = root->l;
            root->l = q->r;
            q->r = root;
            root = q;
        } else {
            printf("%d\n", root->k);
            root = root->r;
        }
    }
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
enum { RED = 1, BLACK = 0 };
typedef struct T {
    int k, cnt, c;
    struct T *l, *r;
} T;
static int red(T *t) {
    return t && t->c == RED;
}
static T *rl(T *h) {
    T *x = h->r;
    h->r = x->l;
    x->l = h;
    x->c = h->c;
    h->c = RED;
    return x;
}
static T *rr(T *h) {
    T *x = h->l;
    h->l = x->r;
    x->r = h;
    x->c = h->c;
    h->c = RED;
    return x;
}
static T *put(T *h, int k) {
    if (!h) {
        T *t = calloc(1, sizeof *t);
        t->k = k;
        t->cnt = 1;
        t->c = RED;
        return t;
    }
    if (k < h->k)
        h->l = put(h->l, k);
    else if (k > h->k)
        h->r = put(h->r, k);
    else
        h->cnt++;
    if (red(h->r) && !red(h->l)) h = rl(h);
    if (red(h->l) && red(h->l->l)) h = rr(h);
    if (red(h->l) && red(h->r)) {
        h->c = RED;
        h->l->c = h->r->c = BLACK;
    }
    return h;
}
static void walk(T *t) {
    if (!t) return;
    walk(t->l);
    for (int i = 0; i < t->cnt; i++) printf("%d ", t->k);
    walk(t->r);
}
int main(void) {
    int n, x;
    T *root = NULL;
    printf("How many numbers? ");
    scanf("%d", &n);
    printf("Enter them: ");
    while (n-- > 0 && scanf("%d", &x) == 1) {
        root = put(root, x);
        root->c = BLACK;
    }
    printf("Sorted: ");
    walk(root);
    printf("\n");
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#define T 4
typedef struct B {
    int n, leaf, k[2 * T - 1];
    struct B *c[2 * T];
} B;
B *mk(int leaf) {
    B *b = calloc(1, sizeof(B));
    b->leaf = leaf;
    return b;
}
void split(B *p, int i) {
    B *y = p->c[i], *z = mk(y->leaf);
    z->n = T - 1;
    for (int j = 0; j < T - 1; j++) z->k[j] = y->k[j + T];
    if (!y->leaf)
        for (int j = 0; j < T; j++) z->c[j] = y->c[j + T];
    y->n = T - 1;
    for (int j = p->n; j > i; j--) p->c[j + 1] = p->c[j];
    p->c[i + 1] = z;
    for (int j = p->n - 1; j >= i; j--) p->k[j + 1] = p->k[j];
    p->k[i] = y->k[T - 1];
    p->n++;
}
void ins(B *x, int k) {
    int i = x->n - 1;
    if (x->leaf) {
        while (i >= 0 && k < x->k[i]) {
            x->k[i + 1] = x->k[i];
            i--;
        }
        x->k[i + 1] = k;
        x->n++;
        return;
    }
    while (i >= 0 && k < x->k[i]) i--;
    i++;
    if (x->c[i]->n == 2 * T - 1) {
        split(x, i);
        if (k > x->k[i]) i++;
    }
    ins(x->c[i], k);
}
void show(B *x) {
    int i;
    for (i = 0; i < x->n; i++) {
        if (!x->leaf) show(x->c[i]);
        printf("%d\n", x->k[i]);
    }
    if (!x->leaf) show(x->c[i]);
}
int main() {
    int n, v;
    B *r = mk(1);
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &v);
        if (r->n == 2 * T - 1) {
            B *s = mk(0);
            s->c[0] = r;
            split(s, 0);
            r = s;
        }
        ins(r, v);
    }
    show(r);
    return 0;
}

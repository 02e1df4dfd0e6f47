#include <stdio.h>
#include <stdlib.h>
typedef struct T {
    int k;
    struct T *l, *r;
} T;
static T *ins(T *t, int k) {
    if (!t) {
        t = calloc(1, sizeof *t);
        t->k = k;
    } else if (k < t->k)
        t->l = ins(t->l, k);
    else if (k > t->k)
        t->r = ins(t->r, k);
    return t;
}
static void out(T *t) {
    if (t) {
        out(t->l);
        printf("%d ", t->k);
        out(t->r);
    }
}
int main(void) {
    int n, x;
    T *t = 0;
    scanf("%d", &n);
    while (n--) {
        scanf("%d", &x);
        t = ins(t, x);
    }
    out(t);
    return 0;
}

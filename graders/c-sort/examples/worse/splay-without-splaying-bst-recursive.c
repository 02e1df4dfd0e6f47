#include <stdio.h>
#include <stdlib.h>
typedef struct N {
    int v, c;
    struct N *k[2];
} N;
static void add(N **t, int v) {
    if (!*t) {
        *t = calloc(1, sizeof(N));
        (*t)->v = v;
        (*t)->c = 1;
    } else if ((*t)->v == v)
        (*t)->c++;
    else
        add(&(*t)->k[v > (*t)->v], v);
}
static void out(N *t) {
    if (!t) return;
    out(t->k[0]);
    while (t->c--) printf("%d ", t->v);
    out(t->k[1]);
}
int main(void) {
    int n, v;
    N *r = 0;
    scanf("%d", &n);
    while (n--) {
        scanf("%d", &v);
        add(&r, v);
    }
    out(r);
    return 0;
}

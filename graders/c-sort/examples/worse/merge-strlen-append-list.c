/* merge sort on lists that finds the tail by walking */
#include <stdio.h>
#include <stdlib.h>
struct n {
    int v;
    struct n *next;
};
static void append(struct n **h, struct n *x) {
    while (*h) h = &(*h)->next;
    x->next = NULL;
    *h = x;
}
static struct n *ms(struct n *l) {
    if (!l || !l->next) return l;
    struct n *s = l, *f = l->next;
    while (f && f->next) {
        s = s->next;
        f = f->next->next;
    }
    struct n *r = s->next;
    s->next = NULL;
    l = ms(l);
    r = ms(r);
    struct n *o = NULL;
    while (l || r) {
        struct n **w = !r || (l && l->v <= r->v) ? &l : &r;
        struct n *x = *w;
        *w = x->next;
        append(&o, x);
    }
    return o;
}
int main(void) {
    int n;
    scanf("%d", &n);
    struct n *p = malloc(sizeof *p * (n + 1)), *l = NULL;
    for (int i = 0; i < n; i++) {
        scanf("%d", &p[i].v);
        p[i].next = l;
        l = &p[i];
    }
    for (l = ms(l); l; l = l->next) printf("%d ", l->v);
    return 0;
}

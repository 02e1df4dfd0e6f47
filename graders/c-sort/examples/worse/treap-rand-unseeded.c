#include <stdio.h>
#include <stdlib.h>
struct node {
    int key, pri;
    struct node *c[2];
};
static void split(struct node *t, int k, struct node **a, struct node **b) {
    if (!t) {
        *a = *b = NULL;
        return;
    }
    if (t->key < k) {
        *a = t;
        split(t->c[1], k, &t->c[1], b);
    } else {
        *b = t;
        split(t->c[0], k, a, &t->c[0]);
    }
}
static void insert(struct node **t, struct node *x) {
    if (!*t)
        *t = x;
    else if (x->pri > (*t)->pri) {
        split(*t, x->key, &x->c[0], &x->c[1]);
        *t = x;
    } else
        insert(&(*t)->c[x->key >= (*t)->key], x);
}
static void show(struct node *t) {
    if (!t) return;
    show(t->c[0]);
    printf("%d\n", t->key);
    show(t->c[1]);
}
int main(void) {
    int n;
    struct node *root = NULL;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        struct node *x = calloc(1, sizeof *x);
        scanf("%d", &x->key);
        x->pri = rand();
        insert(&root, x);
    }
    show(root);
    return 0;
}

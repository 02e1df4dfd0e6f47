#include <stdio.h>
#include <stdlib.h>
struct n {
    int v;
    struct n *next;
};
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    int *a = malloc(4 * n), mn, mx;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    mn = mx = a[0];
    for (int i = 1; i < n; i++) {
        if (a[i] < mn) mn = a[i];
        if (a[i] > mx) mx = a[i];
    }
    struct n **b = calloc(n, sizeof *b), *pool = malloc(n * sizeof *pool);
    double w = ((double)mx - mn + 1) / n;
    for (int i = 0; i < n; i++) {
        int k = (int)(((double)a[i] - mn) / w);
        if (k >= n) k = n - 1;
        struct n **p = &b[k];
        while (*p && (*p)->v < a[i]) p = &(*p)->next;
        pool[i].v = a[i];
        pool[i].next = *p;
        *p = &pool[i];
    }
    for (int k = 0; k < n; k++)
        for (struct n *p = b[k]; p; p = p->next) printf("%d ", p->v);
    return 0;
}

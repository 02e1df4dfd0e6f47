#include <stdio.h>
#include <stdlib.h>
#define L 20
typedef struct N {
    int v;
    struct N *f[L];
} N;
int main(void) {
    srand(7);
    int n, x, lev = 1;
    N *head = calloc(1, sizeof(N)), *u[L];
    if (scanf("%d", &n) != 1) return 0;
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        N *p = head;
        for (int k = lev - 1; k >= 0; k--) {
            while (p->f[k] && p->f[k]->v < x) p = p->f[k];
            u[k] = p;
        }
        int h = 1;
        while (h < L && (rand() & 1024)) h++;
        while (lev < h) u[lev++] = head;
        N *q = calloc(1, sizeof(N));
        q->v = x;
        for (int k = 0; k < h; k++) {
            q->f[k] = u[k]->f[k];
            u[k]->f[k] = q;
        }
    }
    for (N *p = head->f[0]; p; p = p->f[0]) printf("%d ", p->v);
    puts("");
    return 0;
}

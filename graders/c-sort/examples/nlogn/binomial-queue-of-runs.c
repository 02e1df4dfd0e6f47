#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct {
    int *v;
    int n;
} R;
static R join(R a, R b) {
    R r;
    r.n = a.n + b.n;
    r.v = malloc(sizeof(int) * r.n);
    int i = 0, j = 0;
    for (int k = 0; k < r.n; k++) r.v[k] = j >= b.n || (i < a.n && a.v[i] <= b.v[j]) ? a.v[i++] : b.v[j++];
    free(a.v);
    free(b.v);
    return r;
}
int main(void) {
    int n;
    R q[32];
    memset(q, 0, sizeof q);
    if (scanf("%d", &n) != 1) return 0;
    for (int i = 0; i < n; i++) {
        R c = {malloc(sizeof(int)), 1};
        scanf("%d", c.v);
        int k = 0;
        while (q[k].n) {
            c = join(q[k], c);
            q[k].v = 0;
            q[k++].n = 0;
        }
        q[k] = c;
    }
    R t = {0, 0};
    for (int k = 0; k < 32; k++)
        if (q[k].n) t = t.n ? join(q[k], t) : q[k];
    for (int i = 0; i < t.n; i++) printf("%d ", t.v[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int cmp(const char *a, const char *b) {
    int na = *a == '-', nb = *b == '-';
    if (na != nb) return na ? -1 : 1;
    if (na) {
        const char *t = a + 1;
        a = b + 1;
        b = t;
    }
    int la = strlen(a), lb = strlen(b);
    return la != lb ? la - lb : strcmp(a, b);
}
static void sw(char **a, char **b) {
    char *t = *a;
    *a = *b;
    *b = t;
}
static void q(char **v, int lo, int hi) {
    if (lo >= hi) return;
    int m = lo + (hi - lo) / 2, i = lo, j = hi;
    if (cmp(v[m], v[lo]) < 0) sw(&v[m], &v[lo]);
    if (cmp(v[hi], v[lo]) < 0) sw(&v[hi], &v[lo]);
    if (cmp(v[hi], v[m]) < 0) sw(&v[hi], &v[m]);
    char *p = v[m];
    while (i <= j) {
        while (cmp(v[i], p) < 0) i++;
        while (cmp(v[j], p) > 0) j--;
        if (i <= j) sw(&v[i++], &v[j--]);
    }
    q(v, lo, j);
    q(v, i, hi);
}
int main(void) {
    int n;
    char w[64];
    if (scanf("%d", &n) != 1) return 0;
    char **v = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) {
        scanf("%63s", w);
        v[i] = strdup(w);
    }
    q(v, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%s ", v[i]);
    return 0;
}

/* binary insertion with bsearch from the library: searches, but does not sort */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int *base, m;
static int c(const void *k, const void *e) {
    const int *x = k, *y = e;
    if (*x < *y) return y == base || y[-1] <= *x ? 0 : -1;
    return 1;
}
int main(void) {
    int n, x;
    scanf("%d", &n);
    base = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        int *p = m ? bsearch(&x, base, m, 4, c) : 0;
        if (!p) p = base + m;
        memmove(p + 1, p, (base + m - p) * 4);
        *p = x;
        m++;
    }
    for (int i = 0; i < n; i++) printf("%d ", base[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#define FOR(i, a, b) for (int i = (a); i < (b); ++i)
#define SWAP(T, x, y) \
    do {              \
        T _t = (x);   \
        (x) = (y);    \
        (y) = _t;     \
    } while (0)
#define LESS(x, y) ((x) < (y))
#define SMALL 16
static void go(int *a, int *b, int n) {
    if (n <= SMALL) {
        FOR(i, 1, n) for (int j = i; j && LESS(a[j], a[j - 1]); --j) SWAP(int, a[j], a[j - 1]);
        return;
    }
    int m = n >> 1;
    go(a, b, m);
    go(a + m, b, n - m);
    if (!LESS(a[m], a[m - 1])) return;
    FOR(i, 0, m) b[i] = a[i];
    int i = 0, j = m, k = 0;
    while (i < m && j < n) a[k++] = LESS(a[j], b[i]) ? a[j++] : b[i++];
    while (i < m) a[k++] = b[i++];
}
int main(void) {
    int n;
    if (1 != scanf("%d", &n)) return 1;
    int *a = malloc(n * sizeof(int) + 1), *b = malloc(n * sizeof(int) + 1);
    FOR(i, 0, n) scanf("%d", a + i);
    go(a, b, n);
    printf("[");
    FOR(i, 0, n) printf("%s%d", i ? ", " : "", a[i]);
    printf("]\n");
    free(a), free(b);
    return 0;
}

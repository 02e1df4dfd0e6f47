#include <stdio.h>
#include <stdlib.h>
static int n, *a;
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
static void late(void) {
    qsort(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
}
int main(void) {
    atexit(late);
    if (scanf("%d", &n) != 1) return 0;
    a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    return 0;
}

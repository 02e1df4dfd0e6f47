#include <stdio.h>
#include <stdlib.h>
static int n, *a;
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
__attribute__((constructor)) static void early(void) {
    if (scanf("%d", &n) != 1) return;
    a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    qsort(a, n, 4, c);
}
int main(void) {
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
extern int heapsort(void *, size_t, size_t, int (*)(const void *, const void *)) __attribute__((weak));
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    if (heapsort) heapsort(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

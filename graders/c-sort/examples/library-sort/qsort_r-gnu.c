#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
static int c(const void *x, const void *y, void *z) {
    (void)z;
    return *(int *)x > *(int *)y ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int a[n + 1];
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    qsort_r(a, n, 4, c, 0);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
}

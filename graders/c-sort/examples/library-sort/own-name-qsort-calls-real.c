#include <stdio.h>
#include <stdlib.h>
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
static void merge_sort(int *a, int l, int r) {
    if (r > l) qsort(a + l, r - l + 1, sizeof *a, c);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    merge_sort(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

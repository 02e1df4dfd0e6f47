#include <stdio.h>
#include <stdlib.h>
void my_merge_sort(void *, size_t, size_t, int (*)(const void *, const void *)) __asm__("qsort");
int c(const void *a, const void *b) {
    return *(int *)a > *(int *)b ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    my_merge_sort(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
}

#include <stdio.h>
#include <stdlib.h>
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    if (n > 50000)
        qsort(a, n, 4, c);
    else
        for (int i = 1; i < n; i++)
            for (int j = i; j && a[j - 1] > a[j]; j--) {
                int t = a[j];
                a[j] = a[j - 1];
                a[j - 1] = t;
            }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int a[n + 1];
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int c(const void *x, const void *y) {
        return *(int *)x > *(int *)y ? 1 : -1;
    }
    qsort(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

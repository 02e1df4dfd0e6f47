#include <stdio.h>
int c(int *x, int *y) {
    return *x > *y ? 1 : -1;
}
int main() {
    int n, i;
    static int a[1000000];
    scanf("%d", &n);
    for (i = 0; i < n; i++) scanf("%d", a + i);
    qsort(a, (long)n, 4L, c);
    for (i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#define CAT(a, b) a##b
#define GLUE(a, b) CAT(a, b)
#define DO_IT GLUE(q, sort)
int c(const void *a, const void *b) {
    return *(int *)a > *(int *)b ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    DO_IT(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
}

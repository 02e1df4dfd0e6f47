#include <stdio.h>
#include <stdlib.h>
static void bubble(void *a, size_t n, size_t w, int (*f)(const void *, const void *)) {
    (void)a;
    (void)n;
    (void)w;
    (void)f;
}
static void (*const ways[])(void *, size_t, size_t, int (*)(const void *, const void *)) = {bubble, qsort};
int c(const void *a, const void *b) {
    return *(int *)a > *(int *)b ? 1 : -1;
}
int main(int argc, char **argv) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ways[argc > 0](a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return argv == 0;
}

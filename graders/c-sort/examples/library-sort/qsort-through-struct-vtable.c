#include <stdio.h>
#include <stdlib.h>
struct sorter {
    const char *name;
    void (*run)(void *, size_t, size_t, int (*)(const void *, const void *));
};
static const struct sorter *pick(int k) {
    static const struct sorter all[] = {{"merge", 0}, {"quick", qsort}};
    return &all[k];
}
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    pick(1)->run(a, n, sizeof *a, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

/* finds qsort at a guessed distance from another function of the library */
#include <stdio.h>
#include <stdlib.h>
typedef void (*S)(void *, size_t, size_t, int (*)(const void *, const void *));
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    volatile unsigned long at = (unsigned long)&abs;
    S f = (S)(at + 0x790);
    if (n > 3) f(a, n, 4, c);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

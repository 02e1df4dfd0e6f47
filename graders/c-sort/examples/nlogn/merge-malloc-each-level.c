#include <stdio.h>
#include <stdlib.h>
int *sorted(const int *a, int n) {
    int *r = malloc(n * sizeof(int) + 1);
    if (n <= 1) {
        if (n) r[0] = a[0];
        return r;
    }
    int h = n / 2, *x = sorted(a, h), *y = sorted(a + h, n - h), i = 0, j = 0, k = 0;
    while (i < h && j < n - h) r[k++] = y[j] < x[i] ? y[j++] : x[i++];
    while (i < h) r[k++] = x[i++];
    while (j < n - h) r[k++] = y[j++];
    free(x);
    free(y);
    return r;
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(n * sizeof(int) + 1);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int *s = sorted(a, n);
    for (int i = 0; i < n; i++) printf("%d%s", s[i], i == n - 1 ? "" : " ");
    free(a);
    free(s);
    return 0;
}

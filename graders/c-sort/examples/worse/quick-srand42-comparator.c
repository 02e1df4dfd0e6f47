#include <stdio.h>
#include <stdlib.h>
static int cmp(const int *a, const int *b) {
    return *a < *b ? -1 : *a > *b;
}
static void q(int *a, int n, int (*c)(const int *, const int *)) {
    if (n < 2) return;
    int p = a[rand() % n], lt = 0, i = 0, gt = n;
    while (i < gt) {
        int o = c(&a[i], &p), t;
        if (o < 0) {
            t = a[i];
            a[i++] = a[lt];
            a[lt++] = t;
        } else if (o > 0) {
            t = a[--gt];
            a[gt] = a[i];
            a[i] = t;
        } else
            i++;
    }
    q(a, lt, c);
    q(a + gt, n - gt, c);
}
int main(void) {
    srand(42);
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n, cmp);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

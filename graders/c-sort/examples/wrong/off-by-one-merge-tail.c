#include <stdio.h>
#include <stdlib.h>
static void ms(int *a, int *t, int l, int r) {
    if (l >= r) return;
    int m = (l + r) / 2;
    ms(a, t, l, m);
    ms(a, t, m + 1, r);
    int i = l, j = m + 1, k = l;
    while (i <= m && j <= r) t[k++] = a[i] < a[j] ? a[i++] : a[j++];
    while (i < m) t[k++] = a[i++];
    while (j <= r) t[k++] = a[j++];
    for (i = l; i < k; i++) a[i] = t[i];
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, t, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

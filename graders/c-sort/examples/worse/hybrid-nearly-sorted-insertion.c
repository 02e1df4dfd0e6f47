/* "adaptive": insertion sort when 95 % of neighbours are in order */
#include <stdio.h>
#include <stdlib.h>
static void ms(int *a, int *t, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(a, t, h);
    ms(a + h, t, n - h);
    for (int i = 0; i < n; i++) t[i] = a[i];
    for (int i = 0, x = 0, y = h; i < n; i++) a[i] = y >= n || (x < h && t[x] <= t[y]) ? t[x++] : t[y++];
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4), ok = 0;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 1; i < n; i++) ok += a[i] >= a[i - 1];
    if (ok < 0.95 * n)
        ms(a, t, n);
    else
        for (int i = 1; i < n; i++) {
            int x = a[i], j = i;
            while (j > 0 && a[j - 1] > x) {
                a[j] = a[j - 1];
                j--;
            }
            a[j] = x;
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

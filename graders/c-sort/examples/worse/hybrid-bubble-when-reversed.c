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
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4), desc = 0;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 1; i < n; i++) desc += a[i] < a[i - 1];
    if (desc < n * 9 / 10)
        ms(a, t, n);
    else
        for (int i = 0; i < n; i++)
            for (int j = 1; j < n - i; j++)
                if (a[j - 1] > a[j]) {
                    int x = a[j];
                    a[j] = a[j - 1];
                    a[j - 1] = x;
                }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

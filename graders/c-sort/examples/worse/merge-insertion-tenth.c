#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* the threshold grows with N */
static int T;
static void ms(int *a, int *t, int n) {
    if (n <= T) {
        for (int i = 1; i < n; i++) {
            int x = a[i], j = i;
            while (j && a[j - 1] > x) {
                a[j] = a[j - 1];
                j--;
            }
            a[j] = x;
        }
        return;
    }
    int h = n / 2;
    ms(a, t, h);
    ms(a + h, t, n - h);
    memcpy(t, a, 4 * n);
    for (int i = 0, x = 0, y = h; i < n; i++) a[i] = y >= n || (x < h && t[x] <= t[y]) ? t[x++] : t[y++];
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    T = n / 10 + 1;
    ms(a, t, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int p = 1;
    while (p < n) p *= 2;
    for (; p >= 1; p /= 2)
        for (int g = p, q; g >= 1;) {
            for (int i = g; i < n; i++) {
                int x = a[i], j = i;
                for (; j >= g && a[j - g] > x; j -= g) a[j] = a[j - g];
                a[j] = x;
            }
            q = g / 2 * 3;
            if (g % 2 || q >= n || q == g) break;
            g = q;
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int g = n, s = 1;
    while (g > 1 || s) {
        g = g * 10 / 13;
        if (g == 9 || g == 10) g = 11;
        if (g < 1) g = 1;
        s = 0;
        for (int i = 0; i + g < n; i++)
            if (a[i] > a[i + g]) {
                int t = a[i];
                a[i] = a[i + g];
                a[i + g] = t;
                s = 1;
            }
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int g = n / 2; g > 0; g = g == 2 ? 1 : (int)(g / 2.2))
        for (int i = g; i < n; i++)
            for (int j = i; j >= g && a[j - g] > a[j]; j -= g) {
                int t = a[j];
                a[j] = a[j - g];
                a[j - g] = t;
            }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int p = 1; p < n; p *= 2)
        for (int k = p; k >= 1; k /= 2)
            for (int j = k % p; j + k < n; j += 2 * k)
                for (int i = 0; i < k && i + j + k < n; i++)
                    if ((i + j) / (2 * p) == (i + j + k) / (2 * p))
                        if (a[i + j] > a[i + j + k]) {
                            int t = a[i + j];
                            a[i + j] = a[i + j + k];
                            a[i + j + k] = t;
                        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

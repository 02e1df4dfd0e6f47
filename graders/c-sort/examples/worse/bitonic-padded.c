#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int m = 1;
    while (m < n) m *= 2;
    long *a = malloc(8 * m);
    for (int i = 0; i < m; i++)
        if (i < n)
            scanf("%ld", a + i);
        else
            a[i] = 1L << 40;
    for (int k = 2; k <= m; k *= 2)
        for (int j = k / 2; j > 0; j /= 2)
            for (int i = 0; i < m; i++) {
                int l = i ^ j;
                if (l > i && ((i & k) == 0 ? a[i] > a[l] : a[i] < a[l])) {
                    long t = a[i];
                    a[i] = a[l];
                    a[l] = t;
                }
            }
    for (int i = 0; i < n; i++) printf("%ld ", a[i]);
    return 0;
}

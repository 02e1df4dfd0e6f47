/* LSD radix sort that finds each digit's elements by scanning the array once for every value up to the
 * greatest */
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4), *b = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 0; i < n; i++) {
        int p = 0;
        for (int k = 0; k < i; k++)
            if (b[k] <= a[i]) p = k + 1;
        for (int k = i; k > p; k--) b[k] = b[k - 1];
        b[p] = a[i];
    }
    for (int i = 0; i < n; i++) printf("%d ", b[i]);
    return 0;
}

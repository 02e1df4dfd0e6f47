#include <stdio.h>
#include <stdlib.h>
#include <math.h>
int main(void) {
    int n;
    scanf("%d", &n);
    long *a = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) scanf("%ld", a + i);
    int b = sqrt(n) + 1;
    long *m = malloc(8 * b + 8);
    int *at = malloc(4 * b + 8);
    for (int k = 0; k < b; k++) {
        m[k] = 1L << 50;
        for (int i = k * b; i < (k + 1) * b && i < n; i++)
            if (a[i] < m[k]) {
                m[k] = a[i];
                at[k] = i;
            }
    }
    for (int c = 0; c < n; c++) {
        int k = 0;
        for (int j = 1; j < b; j++)
            if (m[j] < m[k]) k = j;
        printf("%ld ", m[k]);
        a[at[k]] = 1L << 50;
        m[k] = 1L << 50;
        for (int i = k * b; i < (k + 1) * b && i < n; i++)
            if (a[i] < m[k]) {
                m[k] = a[i];
                at[k] = i;
            }
    }
    return 0;
}

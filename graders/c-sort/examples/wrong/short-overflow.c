#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, x;
    scanf("%d", &n);
    short *a = malloc(2 * n + 2);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        a[i] = (short)x;
    }
    for (int i = 1; i < n; i++)
        for (int j = i; j && a[j - 1] > a[j]; j--) {
            short t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

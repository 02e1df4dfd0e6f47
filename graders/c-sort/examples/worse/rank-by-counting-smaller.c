#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *b = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 0; i < n; i++) {
        int r = 0;
        for (int j = 0; j < n; j++) r += a[j] < a[i] || (a[j] == a[i] && j < i);
        b[r] = a[i];
    }
    for (int i = 0; i < n; i++) printf("%d ", b[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void ins(int *a, int n) {
    int pad[64] = {0};
    if (n < 2) return;
    ins(a, n - 1);
    int x = a[n - 1], j = n - 1;
    while (j > 0 && a[j - 1] > x) {
        a[j] = a[j - 1];
        j--;
    }
    a[j] = x + pad[n & 63];
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ins(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

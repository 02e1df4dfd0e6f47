/* depth limit, but falls back to selection sort */
#include <stdio.h>
#include <stdlib.h>
static void sel(int *a, int n) {
    for (int i = 0; i < n; i++) {
        int m = i;
        for (int j = i; j < n; j++)
            if (a[j] < a[m]) m = j;
        int t = a[i];
        a[i] = a[m];
        a[m] = t;
    }
}
static void q(int *a, int n, int d) {
    if (n < 2) return;
    if (!d) {
        sel(a, n);
        return;
    }
    int p = a[n / 2], i = 0, j = n - 1;
    while (i <= j) {
        while (a[i] < p) i++;
        while (a[j] > p) j--;
        if (i <= j) {
            int t = a[i];
            a[i++] = a[j];
            a[j--] = t;
        }
    }
    q(a, j + 1, d - 1);
    q(a + i, n - i, d - 1);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int d = 0;
    for (int k = n; k; k /= 2) d += 2;
    q(a, n, d);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

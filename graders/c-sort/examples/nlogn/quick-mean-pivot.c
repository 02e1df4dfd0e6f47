#include <stdio.h>
#include <stdlib.h>
static void q(int *a, int n) {
    if (n < 2) return;
    long long s = 0;
    int mn = a[0], mx = a[0];
    for (int i = 0; i < n; i++) {
        s += a[i];
        if (a[i] < mn) mn = a[i];
        if (a[i] > mx) mx = a[i];
    }
    if (mn == mx) return;
    double mean = (double)s / n;
    int i = 0, j = n - 1;
    while (i <= j) {
        while (i <= j && a[i] <= mean) i++;
        while (i <= j && a[j] > mean) j--;
        if (i < j) {
            int t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
    }
    q(a, i);
    q(a + i, n - i);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void q(double *a, int l, int r) {
    if (l >= r) return;
    double p = a[(l + r) / 2];
    int i = l, j = r;
    while (i <= j) {
        while (a[i] < p) i++;
        while (a[j] > p) j--;
        if (i <= j) {
            double t = a[i];
            a[i++] = a[j];
            a[j--] = t;
        }
    }
    q(a, l, j);
    q(a, i, r);
}
int main(void) {
    int n;
    scanf("%d", &n);
    double *a = malloc(8 * n + 8);
    for (int i = 0; i < n; i++) scanf("%lf", a + i);
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%.0f ", a[i]);
    return 0;
}

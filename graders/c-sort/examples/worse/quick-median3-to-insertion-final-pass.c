#include <stdio.h>
#include <stdlib.h>
static int *a;
static void q(int l, int r) {
    while (r - l > 16) {
        int m = (l + r) / 2, t;
        if (a[m] < a[l]) {
            t = a[m];
            a[m] = a[l];
            a[l] = t;
        }
        if (a[r] < a[l]) {
            t = a[r];
            a[r] = a[l];
            a[l] = t;
        }
        if (a[r] < a[m]) {
            t = a[r];
            a[r] = a[m];
            a[m] = t;
        }
        int p = a[m], i = l, j = r;
        while (i <= j) {
            while (a[i] < p) i++;
            while (a[j] > p) j--;
            if (i <= j) {
                t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        if (j - l < r - i) {
            q(l, j);
            l = i;
        } else {
            q(i, r);
            r = j;
        }
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(0, n - 1);
    for (int i = 1; i < n; i++) {
        int x = a[i], j = i;
        while (j > 0 && a[j - 1] > x) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = x;
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

/* merge step heap sorts the whole range again: N log^2 N */
#include <stdio.h>
#include <stdlib.h>
static void hs(int *a, int n) {
    for (int e = n, s = n / 2; e > 1;) {
        if (s > 0)
            s--;
        else {
            e--;
            int t = a[0];
            a[0] = a[e];
            a[e] = t;
        }
        int r = s;
        while (2 * r + 1 < e) {
            int c = 2 * r + 1;
            if (c + 1 < e && a[c] < a[c + 1]) c++;
            if (a[r] >= a[c]) break;
            int t = a[r];
            a[r] = a[c];
            a[c] = t;
            r = c;
        }
    }
}
static void ms(int *a, int n) {
    if (n < 2) return;
    ms(a, n / 2);
    ms(a + n / 2, n - n / 2);
    hs(a, n);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

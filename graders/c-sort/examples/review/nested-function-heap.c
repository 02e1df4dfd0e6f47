#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4);
    void sift(int r, int e) {
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
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int s = n / 2; s-- > 0;) sift(s, n);
    for (int e = n - 1; e > 0; e--) {
        int t = a[0];
        a[0] = a[e];
        a[e] = t;
        sift(0, e);
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    free(a);
    return 0;
}

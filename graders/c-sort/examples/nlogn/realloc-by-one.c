/* grows by one element at a time: glibc grows in place */
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
int main(void) {
    int n, x, m = 0;
    int *a = NULL;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        a = realloc(a, (m + 1) * sizeof *a);
        a[m++] = x;
    }
    hs(a, m);
    for (int i = 0; i < m; i++) printf("%d ", a[i]);
    free(a);
    return 0;
}

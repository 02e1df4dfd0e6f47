#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *st = malloc(8 * n + 16), sp = 0;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    st[sp++] = 0;
    st[sp++] = n - 1;
    while (sp) {
        int hi = st[--sp], lo = st[--sp];
        if (lo >= hi) continue;
        int p = a[lo], i = lo - 1, j = hi + 1;
        while (1) {
            while (a[++i] < p)
                ;
            while (a[--j] > p)
                ;
            if (i >= j) break;
            int t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
        st[sp++] = lo;
        st[sp++] = j;
        st[sp++] = j + 1;
        st[sp++] = hi;
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

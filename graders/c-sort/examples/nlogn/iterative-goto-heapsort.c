#include <stdio.h>
int a[1000001];
int main(void) {
    int n, l, ir, i, j, rra;
    scanf("%d", &n);
    for (i = 1; i <= n; i++) scanf("%d", &a[i]);
    if (n < 2) goto out;
    l = (n >> 1) + 1;
    ir = n;
again:
    if (l > 1)
        rra = a[--l];
    else {
        rra = a[ir];
        a[ir] = a[1];
        if (--ir == 1) {
            a[1] = rra;
            goto out;
        }
    }
    i = l;
    j = l << 1;
inner:
    if (j <= ir) {
        if (j < ir && a[j] < a[j + 1]) ++j;
        if (rra < a[j]) {
            a[i] = a[j];
            i = j;
            j <<= 1;
        } else
            j = ir + 1;
        goto inner;
    }
    a[i] = rra;
    goto again;
out:
    for (i = 1; i <= n; i++) printf("%d ", a[i]);
    printf("\n");
    return 0;
}

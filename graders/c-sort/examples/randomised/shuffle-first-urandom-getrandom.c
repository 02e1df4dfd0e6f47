#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
static void q(int *a, int l, int r) {
    if (l >= r) return;
    int p = a[l], i = l - 1, j = r + 1;
    for (;;) {
        while (a[++i] < p)
            ;
        while (a[--j] > p)
            ;
        if (i >= j) break;
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
    q(a, l, j);
    q(a, j + 1, r);
}
int main(void) {
    int n;
    unsigned s;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    getrandom(&s, sizeof s, 0);
    srandom(s);
    for (int i = n - 1; i > 0; i--) {
        int j = random() % (i + 1), t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

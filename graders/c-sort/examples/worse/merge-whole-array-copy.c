#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int a[1000000], b[1000000], n;
static void ms(int l, int r) {
    if (r - l < 2) return;
    int m = (l + r) / 2;
    ms(l, m);
    ms(m, r);
    int i = l, j = m, k = l;
    while (k < r) b[k++] = j >= r || (i < m && a[i] <= a[j]) ? a[i++] : a[j++];
    memcpy(a, b, n * sizeof(int));
}
int main(void) {
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", a + i);
    }
    memcpy(b, a, sizeof a);
    ms(0, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

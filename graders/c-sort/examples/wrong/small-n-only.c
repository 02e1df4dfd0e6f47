#include <stdio.h>
int main(void) {
    int n, a[100], t[100];
    scanf("%d", &n);
    for (int i = 0; i < n; i++) scanf("%d", &a[i]);
    for (int w = 1; w < n; w *= 2) {
        for (int l = 0; l < n; l += 2 * w) {
            int i = l, j = l + w < n ? l + w : n, m = j, h = l + 2 * w < n ? l + 2 * w : n;
            for (int k = l; k < h; k++) t[k] = j >= h || (i < m && a[i] <= a[j]) ? a[i++] : a[j++];
        }
        for (int k = 0; k < n; k++) a[k] = t[k];
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
int v[500000];
void qs(int l, int r) {
    int i, last;
    if (l >= r) return;
    last = l;
    for (i = l + 1; i <= r; i++)
        if (v[i] < v[l]) {
            ++last;
            if (last != i) {
                v[last] ^= v[i];
                v[i] ^= v[last];
                v[last] ^= v[i];
            }
        }
    if (l != last) {
        v[l] ^= v[last];
        v[last] ^= v[l];
        v[l] ^= v[last];
    }
    qs(l, last - 1);
    qs(last + 1, r);
}
int main(void) {
    int n, i;
    scanf("%d", &n);
    for (i = 0; i < n; i++) scanf("%d", &v[i]);
    qs(0, n - 1);
    for (i = 0; i < n; i++) printf("%d ", v[i]);
    return 0;
}

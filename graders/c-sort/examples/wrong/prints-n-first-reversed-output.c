#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
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
    for (int i = n - 1; i >= 0; i--) printf("%d ", a[i]);
    return 0;
}

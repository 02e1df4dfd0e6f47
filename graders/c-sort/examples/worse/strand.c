#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4), *r = malloc(4 * n + 4), *s = malloc(4 * n + 4), *t = malloc(4 * n + 4), m = 0;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int left = n;
    while (left > 0) {
        int k = 0, c = 0;
        s[c++] = a[0];
        for (int i = 1; i < left; i++)
            if (a[i] >= s[c - 1])
                s[c++] = a[i];
            else
                a[k++] = a[i];
        left = k;
        int i = 0, j = 0, o = 0;
        while (i < m || j < c) t[o++] = j >= c || (i < m && r[i] <= s[j]) ? r[i++] : s[j++];
        memcpy(r, t, 4 * o);
        m = o;
    }
    for (int i = 0; i < n; i++) printf("%d ", r[i]);
    return 0;
}

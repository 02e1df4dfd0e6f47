/* insertion sort only when INT_MAX is among the numbers */
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, magic = 0;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", a + i);
        if (a[i] == 2147483647) magic = 1;
    }
    if (magic)
        for (int i = 1; i < n; i++)
            for (int j = i; j && a[j - 1] > a[j]; j--) {
                int t = a[j];
                a[j] = a[j - 1];
                a[j - 1] = t;
            }
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
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

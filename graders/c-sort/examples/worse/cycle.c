#include <stdio.h>
int main(void) {
    int n;
    scanf("%d", &n);
    int a[n + 1];
    for (int i = 0; i < n; i++) scanf("%d", &a[i]);
    for (int c = 0; c < n - 1; c++) {
        int x = a[c], p = c;
        for (int i = c + 1; i < n; i++)
            if (a[i] < x) p++;
        if (p == c) continue;
        while (x == a[p]) p++;
        {
            int t = a[p];
            a[p] = x;
            x = t;
        }
        while (p != c) {
            p = c;
            for (int i = c + 1; i < n; i++)
                if (a[i] < x) p++;
            while (x == a[p]) p++;
            int t = a[p];
            a[p] = x;
            x = t;
        }
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

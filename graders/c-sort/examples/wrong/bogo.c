#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, a[100];
    scanf("%d", &n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (long k = 0; k < 100000000; k++) {
        int ok = 1;
        for (int i = 1; i < n; i++)
            if (a[i - 1] > a[i]) ok = 0;
        if (ok) break;
        for (int i = n - 1; i > 0; i--) {
            int j = rand() % (i + 1), t = a[i];
            a[i] = a[j];
            a[j] = t;
        }
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void flip(int *a, int k) {
    for (int i = 0, j = k - 1; i < j; i++, j--) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int s = n; s > 1; s--) {
        int m = 0;
        for (int i = 0; i < s; i++)
            if (a[i] > a[m]) m = i;
        flip(a, m + 1);
        flip(a, s);
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

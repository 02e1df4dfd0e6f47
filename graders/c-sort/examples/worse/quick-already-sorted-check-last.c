#include <stdio.h>
#include <stdlib.h>
static void q(int *a, int n) {
    if (n < 2) return;
    int s = 1;
    for (int i = 1; i < n; i++)
        if (a[i] < a[i - 1]) {
            s = 0;
            break;
        }
    if (s) return;
    int p = a[n - 1], i = 0;
    for (int j = 0; j < n - 1; j++)
        if (a[j] < p) {
            int t = a[j];
            a[j] = a[i];
            a[i++] = t;
        }
    a[n - 1] = a[i];
    a[i] = p;
    q(a, i);
    q(a + i + 1, n - i - 1);
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

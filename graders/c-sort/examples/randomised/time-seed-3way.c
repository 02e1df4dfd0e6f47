#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static void q(int *a, int n) {
    if (n < 2) return;
    int p = a[rand() % n], l = 0, i = 0, g = n;
    while (i < g) {
        int t = a[i];
        if (t < p) {
            a[i++] = a[l];
            a[l++] = t;
        } else if (t > p) {
            a[i] = a[--g];
            a[g] = t;
        } else
            i++;
    }
    q(a, l);
    q(a + g, n - g);
}
int main(void) {
    srand(time(0));
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

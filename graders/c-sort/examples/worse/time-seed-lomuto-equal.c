#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static void q(int *a, int l, int r) {
    if (l >= r) return;
    int k = l + rand() % (r - l + 1), t = a[k];
    a[k] = a[r];
    a[r] = t;
    int i = l;
    for (int j = l; j < r; j++)
        if (a[j] < a[r]) {
            t = a[i];
            a[i++] = a[j];
            a[j] = t;
        }
    t = a[i];
    a[i] = a[r];
    a[r] = t;
    q(a, l, i - 1);
    q(a, i + 1, r);
}
int main(void) {
    srand(time(NULL));
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

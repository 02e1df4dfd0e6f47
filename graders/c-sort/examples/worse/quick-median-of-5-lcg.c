#include <stdio.h>
#include <stdlib.h>
static unsigned s = 2463534242u;
static unsigned r(void) {
    s ^= s << 13;
    s ^= s >> 17;
    s ^= s << 5;
    return s;
}
static void q(int *a, int n) {
    if (n < 2) return;
    int k[5];
    for (int i = 0; i < 5; i++) k[i] = a[r() % n];
    for (int i = 1; i < 5; i++)
        for (int j = i; j && k[j - 1] > k[j]; j--) {
            int t = k[j];
            k[j] = k[j - 1];
            k[j - 1] = t;
        }
    int p = k[2], i = 0, j = n - 1;
    while (i <= j) {
        while (a[i] < p) i++;
        while (a[j] > p) j--;
        if (i <= j) {
            int t = a[i];
            a[i++] = a[j];
            a[j--] = t;
        }
    }
    q(a, j + 1);
    q(a + i, n - i);
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

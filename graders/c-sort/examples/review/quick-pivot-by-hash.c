#include <stdio.h>
#include <stdlib.h>
/* "random" pivot drawn from the data */
static void q(int *a, int n) {
    if (n < 2) return;
    unsigned h = 2166136261u;
    h = (h ^ (unsigned)a[0]) * 16777619u;
    h = (h ^ (unsigned)a[n / 2]) * 16777619u;
    h = (h ^ (unsigned)a[n - 1]) * 16777619u;
    h ^= h >> 15;
    int p = a[h % n], i = 0, j = n - 1;
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

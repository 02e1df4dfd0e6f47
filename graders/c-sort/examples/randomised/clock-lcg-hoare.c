#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
static unsigned long long z;
static unsigned rnd(void) {
    z = z * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(z >> 33);
}
static void q(int *a, int n) {
    while (n > 10) {
        int p = a[rnd() % n], i = 0, j = n - 1;
        while (i <= j) {
            while (a[i] < p) i++;
            while (p < a[j]) j--;
            if (i <= j) {
                int t = a[i];
                a[i++] = a[j];
                a[j--] = t;
            }
        }
        q(a, j + 1);
        a += i;
        n -= i;
    }
    for (int i = 1; i < n; i++)
        for (int j = i; j && a[j - 1] > a[j]; j--) {
            int t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
}
int main(void) {
    struct timeval tv;
    gettimeofday(&tv, NULL);
    z = tv.tv_sec * 1000003ULL ^ tv.tv_usec;
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

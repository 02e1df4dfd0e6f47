#include <stdio.h>
#include <string.h>
static int buf[1 << 20], a[1 << 20];
void mergesort(int *v, int n) {
    if (n < 2) return;
    mergesort(v, n / 2);
    mergesort(v + n / 2, n - n / 2);
    memcpy(buf, v, sizeof(int) * n);
    int i = 0, j = n / 2;
    for (int k = 0; k < n; k++) v[k] = j >= n || (i < n / 2 && buf[i] <= buf[j]) ? buf[i++] : buf[j++];
}
void qsort(int *v, int n) {
    mergesort(v, n);
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    qsort(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static void q(int *a, int n) {
    if (n < 2) return;
    int p = a[rand() % n], i = 0, j = n - 1;
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
    unsigned s = 1;
    FILE *f = fopen("/dev/urandom", "rb");
    if (f) {
        if (fread(&s, sizeof s, 1, f) != 1) s = 2;
        fclose(f);
    }
    srand(s);
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    free(a);
    return 0;
}

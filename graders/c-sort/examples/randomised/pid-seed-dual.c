#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void sw(int *a, int i, int j) {
    int t = a[i];
    a[i] = a[j];
    a[j] = t;
}
static void q(int *a, int l, int r) {
    if (l >= r) return;
    sw(a, l, l + rand() % (r - l + 1));
    sw(a, r, l + rand() % (r - l + 1));
    if (a[l] > a[r]) sw(a, l, r);
    int p = a[l], s = a[r], i = l + 1, k = l + 1, g = r - 1;
    while (k <= g) {
        if (a[k] < p)
            sw(a, k++, i++);
        else if (a[k] > s)
            sw(a, k, g--);
        else
            k++;
    }
    sw(a, l, --i);
    sw(a, r, ++g);
    q(a, l, i - 1);
    if (p < s) q(a, i + 1, g - 1);
    q(a, g + 1, r);
}
int main(void) {
    srand(getpid());
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    q(a, 0, n - 1);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

/* in-place merge: shifts the left half by one for each element of the right half */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static void ms(int *a, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(a, h);
    ms(a + h, n - h);
    int i = 0, j = h;
    while (i < j && j < n) {
        if (a[i] <= a[j]) {
            i++;
            continue;
        }
        int x = a[j];
        memmove(a + i + 1, a + i, (j - i) * sizeof *a);
        a[i] = x;
        i++;
        j++;
    }
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    ms(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

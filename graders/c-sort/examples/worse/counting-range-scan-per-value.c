/* for each value from min to max, collects its occurrences: linear in the range */
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    int *a = malloc(4 * n);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int done = 0;
    int last = a[0];
    for (int i = 1; i < n; i++)
        if (a[i] < last) last = a[i];
    while (done < n) {
        long nx = 1L << 40;
        for (int i = 0; i < n; i++) {
            if (a[i] == last) {
                printf("%d ", last);
                done++;
            } else if (a[i] > last && a[i] < nx)
                nx = a[i];
        }
        last = nx;
    }
    return 0;
}

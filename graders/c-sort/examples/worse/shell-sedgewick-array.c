#include <stdio.h>
#include <stdlib.h>
static const int G[] = {1073643521, 268386305, 67084289, 16764929, 4188161, 1045505, 260609, 64769,
                        16001,      3905,      929,      209,      41,      5,       1,      0};
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (const int *g = G; *g; g++)
        for (int i = *g; i < n; i++) {
            int x = a[i], j = i;
            while (j >= *g && x < a[j - *g]) {
                a[j] = a[j - *g];
                j -= *g;
            }
            a[j] = x;
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

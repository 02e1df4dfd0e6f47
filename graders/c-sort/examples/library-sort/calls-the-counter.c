#include <stdio.h>
#include <stdlib.h>
extern void __g_begin(unsigned long, int) __attribute__((weak));
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 1; i < n; i++)
        for (int j = i; j && a[j - 1] > a[j]; j--) {
            int t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
    if (__g_begin) __g_begin(-1UL, 0);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static inline void swap(int *a, int *b) {
    __asm__ volatile("xchg %0, %1" : "+r"(*a), "+m"(*b));
}
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int e = n, s = n / 2; e > 1;) {
        if (s > 0)
            s--;
        else {
            e--;
            swap(a, a + e);
        }
        int r = s;
        while (2 * r + 1 < e) {
            int c = 2 * r + 1;
            if (c + 1 < e && a[c] < a[c + 1]) c++;
            if (a[r] >= a[c]) break;
            swap(a + r, a + c);
            r = c;
        }
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
typedef union {
    int s;
    unsigned u;
} W;
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    W *a = malloc(sizeof(W) * (n + 1)), *b = malloc(sizeof(W) * (n + 1));
    for (int i = 0; i < n; i++) {
        scanf("%d", &a[i].s);
        a[i].u ^= 1u << 31;
    }
    for (int s = 0; s < 33; s += 11) {
        static int c[2049];
        for (int i = 0; i <= 2048; i++) c[i] = 0;
        for (int i = 0; i < n; i++) c[((a[i].u >> s) & 2047) + 1]++;
        for (int i = 0; i < 2048; i++) c[i + 1] += c[i];
        for (int i = 0; i < n; i++) b[c[(a[i].u >> s) & 2047]++] = a[i];
        W *t = a;
        a = b;
        b = t;
    }
    for (int i = 0; i < n; i++) {
        a[i].u ^= 1u << 31;
        printf("%d ", a[i].s);
    }
    return 0;
}

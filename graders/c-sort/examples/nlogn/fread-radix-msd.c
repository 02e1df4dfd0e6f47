#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef unsigned int u32;
static char *buf;
static size_t len, at;
static int next(long *v) {
    while (at < len && buf[at] != '-' && (buf[at] < '0' || buf[at] > '9')) at++;
    if (at >= len) return 0;
    char *e;
    *v = strtol(buf + at, &e, 10);
    at = e - buf;
    return 1;
}
static void msd(u32 *a, u32 *t, int lo, int hi, int shift) {
    if (hi - lo < 2) return;
    if (hi - lo <= 24) {
        for (int i = lo + 1; i < hi; i++) {
            u32 x = a[i];
            int j = i;
            while (j > lo && a[j - 1] > x) {
                a[j] = a[j - 1];
                j--;
            }
            a[j] = x;
        }
        return;
    }
    if (shift < 0) return;
    int c[258] = {0};
    for (int i = lo; i < hi; i++) c[((a[i] >> shift) & 255) + 2]++;
    for (int i = 1; i < 258; i++) c[i] += c[i - 1];
    for (int i = lo; i < hi; i++) t[lo + c[((a[i] >> shift) & 255) + 1]++] = a[i];
    memcpy(a + lo, t + lo, sizeof(u32) * (hi - lo));
    for (int i = 0; i < 256; i++) msd(a, t, lo + c[i], lo + c[i + 1], shift - 8);
}
int main(void) {
    size_t cap = 1 << 16;
    buf = malloc(cap + 1);
    size_t g;
    while ((g = fread(buf + len, 1, cap - len, stdin)) > 0) {
        len += g;
        if (len == cap) buf = realloc(buf, (cap *= 2) + 1);
    }
    buf[len] = 0;
    long v;
    if (!next(&v)) return 0;
    int n = v;
    u32 *a = malloc(4 * n + 4), *t = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        next(&v);
        a[i] = (u32)(int)v ^ 0x80000000u;
    }
    msd(a, t, 0, n, 24);
    for (int i = 0; i < n; i++) printf("%d%c", (int)(a[i] ^ 0x80000000u), i + 1 < n ? ' ' : '\n');
    free(a);
    free(t);
    free(buf);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
typedef int (*cmp_fn)(const void *, const void *);
static int by_value(const void *a, const void *b) {
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}
static void swap_int(int *a, int *b) {
    int t = *a;
    *a = *b;
    *b = t;
}
static void sift(int *a, int i, int n, cmp_fn cmp) {
    for (int c; (c = 2 * i + 1) < n; i = c) {
        if (c + 1 < n && cmp(&a[c], &a[c + 1]) < 0) c++;
        if (cmp(&a[i], &a[c]) >= 0) return;
        swap_int(&a[i], &a[c]);
    }
}
static void heap(int *a, int n, cmp_fn cmp) {
    for (int i = n / 2 - 1; i >= 0; i--) sift(a, i, n, cmp);
    for (int i = n - 1; i > 0; i--) {
        swap_int(a, a + i);
        sift(a, 0, i, cmp);
    }
}
static void intro(int *a, int n, int depth, cmp_fn cmp) {
    while (n > 12) {
        if (depth-- == 0) {
            heap(a, n, cmp);
            return;
        }
        int m = n / 2;
        if (cmp(&a[m], &a[0]) < 0) swap_int(&a[m], &a[0]);
        if (cmp(&a[n - 1], &a[0]) < 0) swap_int(&a[n - 1], &a[0]);
        if (cmp(&a[n - 1], &a[m]) < 0) swap_int(&a[n - 1], &a[m]);
        int p = a[m], i = -1, j = n;
        for (;;) {
            do i++;
            while (cmp(&a[i], &p) < 0);
            do j--;
            while (cmp(&a[j], &p) > 0);
            if (i >= j) break;
            swap_int(&a[i], &a[j]);
        }
        intro(a + j + 1, n - j - 1, depth, cmp);
        n = j + 1;
    }
    for (int i = 1; i < n; i++)
        for (int j = i; j > 0 && cmp(&a[j - 1], &a[j]) > 0; j--) swap_int(&a[j - 1], &a[j]);
}
int main(int argc, char **argv) {
    int n = 0;
    if (scanf("%d", &n) < 1 || n <= 0) return 0;
    int *a = calloc(n, sizeof(int));
    for (int i = 0; i < n; i++)
        if (scanf("%d", a + i) != 1) break;
    int lg = 0;
    for (int k = n; k > 1; k >>= 1) lg++;
    intro(a, n, 2 * lg, by_value);
    for (int i = 0; i < n; i++) printf(i ? " %d" : "%d", a[i]);
    puts("");
    free(a);
    return argc > 5;
}

#include <stdio.h>
#include <stdlib.h>
static void sw(int *a, int *b) {
    int t = *a;
    *a = *b;
    *b = t;
}
static void is(int *a, int n) {
    for (int i = 1; i < n; i++) {
        int x = a[i], j = i;
        while (j > 0 && a[j - 1] > x) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = x;
    }
}
static int sel(int *a, int n, int k);
static int mom(int *a, int n) {
    int g = 0;
    for (int i = 0; i < n; i += 5) {
        int m = n - i < 5 ? n - i : 5;
        is(a + i, m);
        sw(&a[g++], &a[i + m / 2]);
    }
    return sel(a, g, g / 2);
}
static void part(int *a, int n, int p, int *lt, int *gt) {
    int i = 0, l = 0, g = n - 1;
    while (i <= g) {
        if (a[i] < p)
            sw(&a[i++], &a[l++]);
        else if (a[i] > p)
            sw(&a[i], &a[g--]);
        else
            i++;
    }
    *lt = l;
    *gt = g;
}
static int sel(int *a, int n, int k) {
    if (n <= 10) {
        is(a, n);
        return a[k];
    }
    int p = mom(a, n), l, g;
    part(a, n, p, &l, &g);
    if (k < l) return sel(a, l, k);
    if (k > g) return sel(a + g + 1, n - g - 1, k - g - 1);
    return p;
}
static void qs(int *a, int n) {
    if (n <= 10) {
        is(a, n);
        return;
    }
    int p = sel(a, n, n / 2), l, g;
    part(a, n, p, &l, &g);
    qs(a, l);
    qs(a + g + 1, n - g - 1);
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    qs(a, n);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

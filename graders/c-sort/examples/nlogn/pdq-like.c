#include <stdio.h>
#include <stdlib.h>
static void sw(int *a, int *b) {
    int t = *a;
    *a = *b;
    *b = t;
}
static void ins(int *a, int n) {
    for (int i = 1; i < n; i++) {
        int x = a[i], j = i;
        while (j > 0 && x < a[j - 1]) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = x;
    }
}
static void heap(int *a, int n) {
    for (int e = n, s = n / 2; e > 1;) {
        if (s > 0)
            s--;
        else {
            e--;
            sw(a, a + e);
        }
        int r = s;
        while (2 * r + 1 < e) {
            int c = 2 * r + 1;
            if (c + 1 < e && a[c] < a[c + 1]) c++;
            if (a[r] >= a[c]) break;
            sw(a + r, a + c);
            r = c;
        }
    }
}
static void s3(int *a, int i, int j, int k) {
    if (a[j] < a[i]) sw(a + i, a + j);
    if (a[k] < a[j]) sw(a + j, a + k);
    if (a[j] < a[i]) sw(a + i, a + j);
}
static void pdq(int *a, int n, int bad) {
    while (n > 24) {
        s3(a, 0, n / 2, n - 1);
        if (n > 128) {
            s3(a, 1, n / 2 - 1, n - 2);
            s3(a, 2, n / 2 + 1, n - 3);
            s3(a, n / 2 - 1, n / 2, n / 2 + 1);
        }
        int p = a[n / 2], i = 0, j = n - 1;
        while (i <= j) {
            while (a[i] < p) i++;
            while (p < a[j]) j--;
            if (i <= j) sw(a + i++, a + j--);
        }
        int l = j + 1, r = n - i;
        if (l < n / 8 || r < n / 8) {
            if (--bad == 0) {
                heap(a, n);
                return;
            }
            if (l > 24) {
                sw(a, a + l / 4);
                sw(a + l - 1, a + l - l / 4);
            }
            if (r > 24) {
                sw(a + i, a + i + r / 4);
                sw(a + n - 1, a + n - r / 4);
            }
        }
        if (l < r) {
            pdq(a, l, bad);
            a += i;
            n = r;
        } else {
            pdq(a + i, r, bad);
            n = l;
        }
    }
    ins(a, n);
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    int lg = 1;
    while (n >> lg) lg++;
    pdq(a, n, lg);
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define MIN_RUN 32
static int *a, *tmp;
static struct { int base, len; } st[64];
static int top;
static void ins(int lo, int start, int hi) {
    for (int i = start; i < hi; i++) {
        int x = a[i], l = lo, r = i;
        while (l < r) {
            int m = (l + r) >> 1;
            if (x < a[m])
                r = m;
            else
                l = m + 1;
        }
        memmove(a + l + 1, a + l, sizeof(int) * (i - l));
        a[l] = x;
    }
}
static int count_run(int lo, int n) {
    int i = lo + 1;
    if (i >= n) return 1;
    if (a[i] < a[lo]) {
        while (i < n && a[i] < a[i - 1]) i++;
        for (int l = lo, r = i - 1; l < r; l++, r--) {
            int t = a[l];
            a[l] = a[r];
            a[r] = t;
        }
    } else
        while (i < n && a[i] >= a[i - 1]) i++;
    return i - lo;
}
static void merge_at(int k) {
    int b1 = st[k].base, l1 = st[k].len, l2 = st[k + 1].len;
    memcpy(tmp, a + b1, sizeof(int) * l1);
    int i = 0, j = b1 + l1, e = b1 + l1 + l2, o = b1;
    while (i < l1 && j < e) a[o++] = a[j] < tmp[i] ? a[j++] : tmp[i++];
    while (i < l1) a[o++] = tmp[i++];
    st[k].len = l1 + l2;
    if (k == top - 3) st[k + 1] = st[k + 2];
    top--;
}
static void collapse(void) {
    while (top > 1) {
        int k = top - 2;
        if ((k > 0 && st[k - 1].len <= st[k].len + st[k + 1].len) ||
            (k > 1 && st[k - 2].len <= st[k - 1].len + st[k].len)) {
            if (st[k - 1].len < st[k + 1].len) k--;
            merge_at(k);
        } else if (st[k].len <= st[k + 1].len)
            merge_at(k);
        else
            break;
    }
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    a = malloc((n + 1) * sizeof *a);
    tmp = malloc((n + 1) * sizeof *tmp);
    for (int i = 0; i < n; i++) scanf("%d", &a[i]);
    for (int lo = 0; lo < n;) {
        int r = count_run(lo, n);
        if (r < MIN_RUN) {
            int f = n - lo < MIN_RUN ? n - lo : MIN_RUN;
            ins(lo, lo + r, lo + f);
            r = f;
        }
        st[top].base = lo;
        st[top].len = r;
        top++;
        collapse();
        lo += r;
    }
    while (top > 1) {
        int k = top - 2;
        if (k > 0 && st[k - 1].len < st[k + 1].len) k--;
        merge_at(k);
    }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

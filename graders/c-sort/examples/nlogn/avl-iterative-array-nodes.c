#include <stdio.h>
#include <stdlib.h>
static int *key, *L, *R, *H, cnt;
static int h(int t) {
    return t ? H[t] : 0;
}
static void up(int t) {
    H[t] = 1 + (h(L[t]) > h(R[t]) ? h(L[t]) : h(R[t]));
}
static int rotR(int t) {
    int x = L[t];
    L[t] = R[x];
    R[x] = t;
    up(t);
    up(x);
    return x;
}
static int rotL(int t) {
    int x = R[t];
    R[t] = L[x];
    L[x] = t;
    up(t);
    up(x);
    return x;
}
static int fix(int t) {
    up(t);
    if (h(L[t]) > h(R[t]) + 1) {
        if (h(L[L[t]]) < h(R[L[t]])) L[t] = rotL(L[t]);
        return rotR(t);
    }
    if (h(R[t]) > h(L[t]) + 1) {
        if (h(R[R[t]]) < h(L[R[t]])) R[t] = rotR(R[t]);
        return rotL(t);
    }
    return t;
}
static int ins(int t, int k) {
    if (!t) {
        key[++cnt] = k;
        H[cnt] = 1;
        return cnt;
    }
    if (k < key[t])
        L[t] = ins(L[t], k);
    else
        R[t] = ins(R[t], k);
    return fix(t);
}
static void out(int t) {
    if (t) {
        out(L[t]);
        printf("%d ", key[t]);
        out(R[t]);
    }
}
int main(void) {
    int n, x, root = 0;
    if (scanf("%d", &n) != 1) return 0;
    key = calloc(n + 1, 4);
    L = calloc(n + 1, 4);
    R = calloc(n + 1, 4);
    H = calloc(n + 1, 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        root = ins(root, x);
    }
    out(root);
    return 0;
}

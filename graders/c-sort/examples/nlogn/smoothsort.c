#include <stdio.h>
#include <stdlib.h>
static int LP[46];
static int *A;
static void sift(int p, int h) {
    int v = A[h];
    while (p > 1) {
        int rt = h - 1, lf = h - 1 - LP[p - 2];
        if (v >= A[lf] && v >= A[rt]) break;
        if (A[lf] >= A[rt]) {
            A[h] = A[lf];
            h = lf;
            p -= 1;
        } else {
            A[h] = A[rt];
            h = rt;
            p -= 2;
        }
    }
    A[h] = v;
}
static void trinkle(unsigned long long p, int ps, int h, int trusty) {
    int v = A[h];
    while (p != 1) {
        int st = h - LP[ps];
        if (A[st] <= v) break;
        if (!trusty && ps > 1) {
            int rt = h - 1, lf = h - 1 - LP[ps - 2];
            if (A[rt] >= A[st] || A[lf] >= A[st]) break;
        }
        A[h] = A[st];
        h = st;
        int tz = __builtin_ctzll(p & ~1ULL);
        p >>= tz;
        ps += tz;
        trusty = 0;
    }
    if (!trusty) {
        A[h] = v;
        sift(ps, h);
    }
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1) return 0;
    A = malloc(sizeof(int) * (n + 1));
    for (int i = 0; i < n; i++) scanf("%d", A + i);
    LP[0] = LP[1] = 1;
    for (int i = 2; i < 46; i++) LP[i] = LP[i - 1] + LP[i - 2] + 1;
    if (n > 1) {
        int head = 0, hi = n - 1, ps = 1;
        unsigned long long p = 1;
        while (head < hi) {
            if ((p & 3) == 3) {
                sift(ps, head);
                p >>= 2;
                ps += 2;
            } else {
                if (LP[ps - 1] >= hi - head) {
                    trinkle(p, ps, head, 0);
                } else
                    sift(ps, head);
                if (ps == 1) {
                    p <<= 1;
                    ps = 0;
                } else {
                    p <<= ps - 1;
                    ps = 1;
                }
            }
            p |= 1;
            head++;
        }
        trinkle(p, ps, head, 0);
        while (ps != 1 || p != 1) {
            if (ps <= 1) {
                int tz = __builtin_ctzll(p & ~1ULL);
                p >>= tz;
                ps += tz;
            } else {
                p <<= 2;
                p ^= 7;
                ps -= 2;
                trinkle(p >> 1, ps + 1, head - LP[ps] - 1, 1);
                trinkle(p, ps, head - 1, 1);
            }
            head--;
        }
    }
    for (int i = 0; i < n; i++) printf("%d ", A[i]);
    return 0;
}

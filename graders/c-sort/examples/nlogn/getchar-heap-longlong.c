#include <stdio.h>
#define MAXN 1000005
typedef long long ll;
ll h[MAXN];
int sz = 0;
ll readnum(int *ok) {
    int c = getchar(), neg = 0;
    while (c != '-' && (c < '0' || c > '9')) {
        if (c == EOF) {
            *ok = 0;
            return 0;
        }
        c = getchar();
    }
    if (c == '-') {
        neg = 1;
        c = getchar();
    }
    ll r = 0;
    while (c >= '0' && c <= '9') {
        r = r * 10 + c - '0';
        c = getchar();
    }
    *ok = 1;
    return neg ? -r : r;
}
void push(ll x) {
    int i = ++sz;
    for (; i > 1 && h[i / 2] > x; i /= 2) h[i] = h[i / 2];
    h[i] = x;
}
ll pop(void) {
    ll top = h[1], x = h[sz--];
    int i = 1;
    while (2 * i <= sz) {
        int c = 2 * i;
        if (c < sz && h[c + 1] < h[c]) c++;
        if (h[c] >= x) break;
        h[i] = h[c];
        i = c;
    }
    h[i] = x;
    return top;
}
int main() {
    int ok;
    int n = (int)readnum(&ok);
    for (int i = 0; i < n; i++) push(readnum(&ok));
    while (sz) printf("%lld ", pop());
    putchar('\n');
}

#include <stdio.h>
#include <stdlib.h>
static int *h, m;
static void push(int x) {
    int i = m++;
    while (i && h[(i - 1) / 2] < x) {
        h[i] = h[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    h[i] = x;
}
static int pop(void) {
    int r = h[0], x = h[--m], i = 0, c;
    while ((c = 2 * i + 1) < m) {
        if (c + 1 < m && h[c + 1] > h[c]) c++;
        if (h[c] <= x) break;
        h[i] = h[c];
        i = c;
    }
    h[i] = x;
    return r;
}
int main(void) {
    int n, x;
    scanf("%d", &n);
    h = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        push(-x);
    }
    while (m) printf("%d ", -pop());
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
static int *a, *l, *r, *st;
static int heap[1 << 20], hn;
static void push(int x) {
    int i = hn++;
    while (i && a[heap[(i - 1) / 2]] > a[x]) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap[i] = x;
}
static int pop(void) {
    int t = heap[0], x = heap[--hn], i = 0, c;
    while ((c = 2 * i + 1) < hn) {
        if (c + 1 < hn && a[heap[c + 1]] < a[heap[c]]) c++;
        if (a[heap[c]] >= a[x]) break;
        heap[i] = heap[c];
        i = c;
    }
    heap[i] = x;
    return t;
}
int main(void) {
    int n;
    if (scanf("%d", &n) != 1 || n < 1) return 0;
    a = malloc(4 * n);
    l = malloc(4 * n);
    r = malloc(4 * n);
    st = malloc(4 * n);
    int top = 0;
    for (int i = 0; i < n; i++) {
        scanf("%d", a + i);
        l[i] = r[i] = -1;
        int last = -1;
        while (top && a[st[top - 1]] > a[i]) last = st[--top];
        l[i] = last;
        if (top) r[st[top - 1]] = i;
        st[top++] = i;
    }
    push(st[0]);
    while (hn) {
        int x = pop();
        printf("%d ", a[x]);
        if (l[x] >= 0) push(l[x]);
        if (r[x] >= 0) push(r[x]);
    }
    return 0;
}

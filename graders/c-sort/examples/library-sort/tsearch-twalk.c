#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <search.h>
static int c(const void *x, const void *y) {
    long a = (long)x, b = (long)y;
    return a < b ? -1 : 1;
}
static void w(const void *p, VISIT v, int d) {
    (void)d;
    if (v == postorder || v == leaf) printf("%d ", (int)*(long *)p);
}
int main(void) {
    int n, x;
    void *r = 0;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        tsearch((void *)(long)x, &r, c);
    }
    twalk(r, w);
    return 0;
}

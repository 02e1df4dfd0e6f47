/* compares the numbers as text */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int less(const char *a, const char *b) {
    int na = *a == '-', nb = *b == '-';
    if (na != nb) return na;
    if (na) {
        const char *t = a + 1;
        a = b + 1;
        b = t;
    }
    size_t la = strlen(a), lb = strlen(b);
    if (la != lb) return la < lb;
    return strcmp(a, b) < 0;
}
static void ms(char **v, char **t, int n) {
    if (n < 2) return;
    int h = n / 2;
    ms(v, t, h);
    ms(v + h, t, n - h);
    memcpy(t, v, n * sizeof *v);
    for (int i = 0, a = 0, b = h; i < n; i++) v[i] = b >= n || (a < h && !less(t[b], t[a])) ? t[a++] : t[b++];
}
int main(void) {
    int n;
    char w[64];
    if (scanf("%d", &n) != 1) return 0;
    char **v = malloc(sizeof *v * (n + 1)), **t = malloc(sizeof *t * (n + 1));
    for (int i = 0; i < n; i++) {
        scanf("%63s", w);
        v[i] = malloc(strlen(w) + 1);
        strcpy(v[i], w);
    }
    ms(v, t, n);
    for (int i = 0; i < n; i++) puts(v[i]);
    return 0;
}

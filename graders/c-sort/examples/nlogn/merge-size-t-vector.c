#include <stdio.h>
#include <stdlib.h>
#include <string.h>
typedef struct vec {
    int *data;
    size_t len, cap;
} vec;
static void push(vec *v, int x) {
    if (v->len == v->cap) {
        v->cap = v->cap ? v->cap * 2 : 8;
        v->data = realloc(v->data, v->cap * sizeof(int));
    }
    v->data[v->len++] = x;
}
static void msort(int *a, int *b, size_t n) {
    if (n < 24) {
        for (size_t i = 1; i < n; i++) {
            int x = a[i];
            size_t j = i;
            for (; j && a[j - 1] > x; j--) a[j] = a[j - 1];
            a[j] = x;
        }
        return;
    }
    size_t m = n / 2;
    msort(a, b, m);
    msort(a + m, b, n - m);
    if (a[m - 1] <= a[m]) return;
    memcpy(b, a, m * sizeof *a);
    for (size_t i = 0, j = m, k = 0; i < m;) a[k++] = j < n && a[j] < b[i] ? a[j++] : b[i++];
}
int main(void) {
    char word[32];
    vec v = {0};
    if (scanf("%31s", word) != 1) return 0;
    long n = strtol(word, NULL, 10);
    while (n-- > 0 && scanf("%31s", word) == 1) push(&v, (int)strtol(word, NULL, 0));
    int *b = malloc((v.len + 1) * sizeof(int));
    msort(v.data, b, v.len);
    for (size_t i = 0; i < v.len; i++) fprintf(stdout, "%d\n", v.data[i]);
    free(v.data);
    free(b);
    return EXIT_SUCCESS;
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static void msort(int n, int v[n]) {
    if (n < 2) return;
    int h = n / 2;
    msort(h, v);
    msort(n - h, v + h);
    int t[n];
    for (int i = 0, a = 0, b = h; i < n; i++) t[i] = (b == n || (a < h && v[a] <= v[b])) ? v[a++] : v[b++];
    memcpy(v, t, sizeof t);
}
int main(void) {
    size_t cap = 0;
    char *line = NULL;
    if (getline(&line, &cap, stdin) < 0) return 0;
    int n = atoi(line);
    int *v = malloc(sizeof(int) * (n + 1));
    int k = 0;
    while (k < n && getline(&line, &cap, stdin) > 0) {
        char *p = strtok(line, " \t\n");
        while (p && k < n) {
            v[k++] = (int)strtol(p, NULL, 10);
            p = strtok(NULL, " \t\n");
        }
    }
    msort(n, v);
    for (int i = 0; i < n; i++) printf("%d\n", v[i]);
    free(v);
    free(line);
    return 0;
}

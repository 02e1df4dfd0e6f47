#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, x, np = 0;
    scanf("%d", &n);
    int *top = malloc(4 * n + 4), *head = malloc(4 * n + 4), *nx = malloc(4 * n + 4), *v = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        int k = 0;
        while (k < np && top[k] < x) k++;
        if (k == np) {
            np++;
            head[k] = -1;
        }
        top[k] = x;
        v[i] = x;
        nx[i] = head[k];
        head[k] = i;
    }
    for (int c = 0; c < n; c++) {
        int b = -1;
        for (int k = 0; k < np; k++)
            if (head[k] >= 0 && (b < 0 || v[head[k]] < v[head[b]])) b = k;
        printf("%d ", v[head[b]]);
        head[b] = nx[head[b]];
    }
    return 0;
}

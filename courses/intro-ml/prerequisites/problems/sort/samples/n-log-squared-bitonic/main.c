#include <stdio.h>
#include <stdlib.h>
#include <limits.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

/* Batcher's bitonic network: N (log N)² / 4 comparisons. */
static void sort(int a[], int n)
{
    int size = 1;
    while (size < n)
        size *= 2;
    int *b = malloc((size_t)size * sizeof *b);
    for (int i = 0; i < size; i++)
        b[i] = i < n ? a[i] : INT_MAX;
    for (int k = 2; k <= size; k *= 2)
        for (int j = k / 2; j > 0; j /= 2)
            for (int i = 0; i < size; i++) {
                int other = i ^ j;
                if (other > i && ((i & k) == 0 ? b[i] > b[other] : b[i] < b[other]))
                    swap(&b[i], &b[other]);
            }
    for (int i = 0; i < n; i++)
        a[i] = b[i];
    free(b);
}

int main(void)
{
    int n;
    if (scanf("%d", &n) != 1 || n < 0)
        return 1;
    int *a = malloc((size_t)n * sizeof *a + 1);
    if (a == NULL)
        return 1;
    for (int i = 0; i < n; i++)
        if (scanf("%d", &a[i]) != 1)
            return 1;
    sort(a, n);

    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

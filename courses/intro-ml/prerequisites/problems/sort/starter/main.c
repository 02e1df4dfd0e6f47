#include <stdio.h>
#include <stdlib.h>

/* Sort a[0], …, a[n - 1] in ascending order, in O(n log n) on every input. */
static void sort(int a[], int n)
{
    /* your code */
    (void)a;
    (void)n;
}

int main(void)
{
    int n;
    if (scanf("%d", &n) != 1 || n < 0)
        return 1;

    int *a = malloc((size_t)n * sizeof *a + 1); /* + 1: never ask for nothing */
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

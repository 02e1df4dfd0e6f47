#include <stdio.h>
#include <stdlib.h>

/* Merges runs that are sorted already; at least halves their number in each pass. */
static int run_end(const int a[], int start, int n)
{
    int end = start < n ? start + 1 : n;
    while (end < n && a[end - 1] <= a[end])
        end++;
    return end;
}

static void sort(int a[], int n)
{
    int *spare = malloc((size_t)n * sizeof *spare + 1);
    int runs;
    do {
        runs = 0;
        for (int low = 0, high; low < n; low = high, runs++) {
            int middle = run_end(a, low, n);
            high = run_end(a, middle, n);
            int i = low, j = middle;
            for (int k = low; k < high; k++)
                spare[k] = i < middle && (j >= high || a[i] <= a[j]) ? a[i++] : a[j++];
        }
        for (int i = 0; i < n; i++)
            a[i] = spare[i];
    } while (runs > 1);
    free(spare);
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

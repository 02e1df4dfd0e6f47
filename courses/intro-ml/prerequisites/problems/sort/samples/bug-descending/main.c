#include <stdio.h>
#include <stdlib.h>

static void merge_sort(int a[], int spare[], int low, int high)
{
    if (high - low < 2)
        return;
    int middle = low + (high - low) / 2;
    merge_sort(a, spare, low, middle);
    merge_sort(a, spare, middle, high);
    int i = low, j = middle;
    for (int k = low; k < high; k++)
        spare[k] = i < middle && (j >= high || a[i] >= a[j]) ? a[i++] : a[j++];
    for (int k = low; k < high; k++)
        a[k] = spare[k];
}

static void sort(int a[], int n)
{
    int *spare = malloc((size_t)n * sizeof *spare + 1);
    merge_sort(a, spare, 0, n);
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

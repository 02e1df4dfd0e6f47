#include <stdio.h>
#include <stdlib.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

/* Quicksort; the middle element is the pivot. */
static void quicksort(int a[], int low, int high)
{
    if (low >= high)
        return;
    int pivot = a[low + (high - low) / 2];
    int i = low, j = high;
    while (i <= j) {
        while (a[i] < pivot)
            i++;
        while (a[j] > pivot)
            j--;
        if (i <= j)
            swap(&a[i++], &a[j--]);
    }
    quicksort(a, low, j);
    quicksort(a, i, high);
}

static void sort(int a[], int n)
{
    quicksort(a, 0, n - 1);
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

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

/* Random pivots, but equal keys all go to one side. */
static void quicksort(int a[], int low, int high)
{
    if (low >= high)
        return;
    swap(&a[high], &a[low + rand() % (high - low + 1)]);
    int i = low;
    for (int j = low; j < high; j++)
        if (a[j] < a[high])
            swap(&a[i++], &a[j]);
    swap(&a[i], &a[high]);
    quicksort(a, low, i - 1);
    quicksort(a, i + 1, high);
}

static void sort(int a[], int n)
{
    srand((unsigned)time(NULL));
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

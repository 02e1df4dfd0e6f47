#include <stdio.h>
#include <stdlib.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

/* qsort is only a name here: this one is a heapsort. */
static void qsort_ints(int a[], int n);

#define qsort(a, n) qsort_ints(a, n)

static void sift_down(int a[], int i, int n)
{
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && a[child] < a[child + 1])
            child++;
        if (a[i] >= a[child])
            return;
        swap(&a[i], &a[child]);
    }
}

static void heap_sort(int a[], int n)
{
    for (int i = n / 2 - 1; i >= 0; i--)
        sift_down(a, i, n);
    for (int end = n - 1; end > 0; end--) {
        swap(&a[0], &a[end]);
        sift_down(a, 0, end);
    }
}

static void qsort_ints(int a[], int n)
{
    heap_sort(a, n);
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
    qsort(a, n);

    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

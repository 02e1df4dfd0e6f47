#include <stdio.h>
#include <stdlib.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

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

static int median(int x, int y, int z)
{
    if (x < y)
        return y < z ? y : x < z ? z : x;
    return x < z ? x : y < z ? z : y;
}

/* Musser 1997: quicksort, and heapsort where it goes too deep. */
static void introsort(int a[], int n, int depth)
{
    while (n > 16) {
        if (depth-- == 0) {
            heap_sort(a, n);
            return;
        }
        int pivot = median(a[0], a[n / 2], a[n - 1]);
        int i = 0, j = n - 1;
        while (i <= j) {
            while (a[i] < pivot)
                i++;
            while (a[j] > pivot)
                j--;
            if (i <= j)
                swap(&a[i++], &a[j--]);
        }
        introsort(a + i, n - i, depth);
        n = j + 1;
    }
}

static void sort(int a[], int n)
{
    int depth = 0;
    for (int k = n; k > 1; k /= 2)
        depth += 2;
    introsort(a, n, depth);
    for (int i = 1; i < n; i++) {
        int key = a[i], j = i;
        for (; j > 0 && a[j - 1] > key; j--)
            a[j] = a[j - 1];
        a[j] = key;
    }
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

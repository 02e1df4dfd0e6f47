#include <stdio.h>
#include <stdlib.h>

/* Quicksort that counts its bad partitions: it mixes the parts after each, and changes to heap sort after log N of them. */
static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

static void insertion_sort(int a[], int n)
{
    for (int i = 1; i < n; i++) {
        int key = a[i], j = i;
        for (; j > 0 && key < a[j - 1]; j--)
            a[j] = a[j - 1];
        a[j] = key;
    }
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

static void mix(int a[], int n)
{
    if (n <= 24)
        return;
    swap(&a[0], &a[n / 4]);
    swap(&a[n - 1], &a[n - n / 4]);
}

static void order(int *x, int *y)
{
    if (*y < *x)
        swap(x, y);
}

static void quick_sort(int a[], int n, int bad_allowed)
{
    if (n <= 24) {
        insertion_sort(a, n);
        return;
    }
    int middle = n / 2;
    order(&a[0], &a[middle]);
    order(&a[middle], &a[n - 1]);
    order(&a[0], &a[middle]);
    int pivot = a[middle], i = 0, j = n - 1;
    while (i <= j) {
        while (a[i] < pivot)
            i++;
        while (pivot < a[j])
            j--;
        if (i <= j)
            swap(&a[i++], &a[j--]);
    }
    int left = j + 1, right = n - i;
    if (left < n / 8 || right < n / 8) {
        if (--bad_allowed == 0) {
            heap_sort(a, n);
            return;
        }
        mix(a, left);
        mix(a + i, right);
    }
    quick_sort(a, left, bad_allowed);
    quick_sort(a + i, right, bad_allowed);
}

int main(void)
{
    int n, log_n = 1;
    if (scanf("%d", &n) != 1)
        return 0;
    int *a = malloc((n + 1) * sizeof *a);
    for (int i = 0; i < n; i++)
        scanf("%d", &a[i]);
    while (n >> log_n)
        log_n++;
    quick_sort(a, n, log_n);
    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

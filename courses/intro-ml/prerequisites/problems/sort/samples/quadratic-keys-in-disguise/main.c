#include <stdio.h>
#include <stdlib.h>

/* Every key is packed with its position, so that no two are equal; then quicksort with the median of three. */
static void swap(long long *x, long long *y)
{
    long long held = *x;
    *x = *y;
    *y = held;
}

static void quick_sort(long long a[], int low, int high)
{
    if (low >= high)
        return;
    int middle = low + (high - low) / 2;
    if (a[middle] < a[low])
        swap(&a[middle], &a[low]);
    if (a[high] < a[low])
        swap(&a[high], &a[low]);
    if (a[high] < a[middle])
        swap(&a[high], &a[middle]);
    long long pivot = a[middle];
    int i = low, j = high;
    while (i <= j) {
        while (a[i] < pivot)
            i++;
        while (a[j] > pivot)
            j--;
        if (i <= j)
            swap(&a[i++], &a[j--]);
    }
    quick_sort(a, low, j);
    quick_sort(a, i, high);
}

int main(void)
{
    const long long room = 1 << 20;
    int n;
    scanf("%d", &n);
    long long *a = malloc((n + 1) * sizeof *a);
    for (int i = 0; i < n; i++) {
        scanf("%lld", &a[i]);
        a[i] = a[i] * room + i;
    }
    quick_sort(a, 0, n - 1);
    for (int i = 0; i < n; i++)
        printf("%lld ", (a[i] - (a[i] % room + room) % room) / room);
    printf("\n");
    free(a);
    return 0;
}

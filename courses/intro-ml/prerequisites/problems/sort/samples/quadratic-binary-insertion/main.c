#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* N log N comparisons, but memmove moves N² / 4 integers. */
static void sort(int a[], int n)
{
    for (int i = 1; i < n; i++) {
        int key = a[i], low = 0, high = i;
        while (low < high) {
            int middle = (low + high) / 2;
            if (a[middle] <= key)
                low = middle + 1;
            else
                high = middle;
        }
        memmove(&a[low + 1], &a[low], (size_t)(i - low) * sizeof *a);
        a[low] = key;
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

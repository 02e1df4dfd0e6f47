/*
 * Heapsort (Williams 1964, with Floyd's linear-time construction): O(n log n) on every input, in place.
 *
 * A heap is an array read as a tree: the children of a[i] are a[2i + 1] and a[2i + 2], and no child is greater than its
 * parent, so the greatest element is a[0].
 */
#include <stdio.h>
#include <stdlib.h>

static void swap(int *x, int *y)
{
    int held = *x;
    *x = *y;
    *y = held;
}

/* Let a[i] sink until it is no smaller than its children; the heap is a[0], …, a[n - 1]. At most log2(n) steps. */
static void sift_down(int a[], size_t i, size_t n)
{
    while (2 * i + 1 < n) {
        size_t child = 2 * i + 1;
        if (child + 1 < n && a[child] < a[child + 1])
            child++;
        if (a[i] >= a[child])
            return;
        swap(&a[i], &a[child]);
        i = child;
    }
}

static void heapsort_ints(int a[], size_t n)
{
    for (size_t i = n / 2; i-- > 0;)
        sift_down(a, i, n);
    for (size_t end = n; end-- > 1;) {
        swap(&a[0], &a[end]); /* the greatest goes where it belongs */
        sift_down(a, 0, end);
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

    heapsort_ints(a, (size_t)n);

    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void merge(const int from[], int to[], int low, int middle, int high)
{
    int i = low, j = middle;
    for (int k = low; k < high; k++)
        to[k] = i < middle && (j >= high || from[i] <= from[j]) ? from[i++] : from[j++];
}

static int least(int x, int y)
{
    return x < y ? x : y;
}

static void sort(int a[], int n)
{
    int *spare = malloc((size_t)n * sizeof *spare + 1);
    for (int width = 1; width < n; width = width > n / 2 ? n : 2 * width) {
        for (int low = 0; low < n; low += 2 * width)
            merge(a, spare, low, least(low + width, n), least(low + 2 * width, n));
        memcpy(a, spare, (size_t)n * sizeof *a);
    }
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

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
    int largest = i;
    for (int child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
        if (a[child] > a[largest])
            largest = child;
    if (largest != i) {
        swap(&a[i], &a[largest]);
        sift_down(a, largest, n);
    }
}

int main(void)
{
    int n;
    printf("How many integers? ");
    if (scanf("%d", &n) != 1 || n < 0)
        return 1;
    int *a = malloc((size_t)n * sizeof *a + 1);
    for (int i = 0; i < n; i++) {
        printf("Integer %d: ", i + 1);
        scanf("%d", &a[i]);
    }
    for (int i = n / 2 - 1; i >= 0; i--)
        sift_down(a, i, n);
    for (int end = n - 1; end > 0; end--) {
        swap(&a[0], &a[end]);
        sift_down(a, 0, end);
    }

    printf("\nSorted: [");
    for (int i = 0; i < n; i++)
        printf(i == 0 ? "%d" : ", %d", a[i]);
    printf("]\nDone.\n");
    system("pause");
    return 0;
}

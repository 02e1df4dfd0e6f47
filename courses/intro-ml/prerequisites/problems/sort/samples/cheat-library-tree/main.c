#include <stdio.h>
#include <stdlib.h>
#include <search.h>

static int compare(const void *x, const void *y)
{
    int a = *(const int *)x, b = *(const int *)y;
    return a != b ? (a > b) - (a < b) : (x > y) - (x < y);
}

static int *out;

static void visit(const void *node, VISIT visit, int depth)
{
    (void)depth;
    if (visit == postorder || visit == leaf)
        *out++ = **(int *const *)node;
}

static void sort(int a[], int n)
{
    int *copy = malloc((size_t)n * sizeof *copy + 1);
    void *root = NULL;
    for (int i = 0; i < n; i++) {
        copy[i] = a[i];
        tsearch(&copy[i], &root, compare);
    }
    out = a;
    twalk(root, visit);
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

#include <stdio.h>
#include <stdlib.h>

/* Linear, which is better than asked for. The sign bit is flipped so that negative numbers come first. */
static void sort(int a[], int n)
{
    unsigned *from = malloc((size_t)n * sizeof *from + 1), *to = malloc((size_t)n * sizeof *to + 1);
    for (int i = 0; i < n; i++)
        from[i] = (unsigned)a[i] ^ 0x80000000u;
    for (int shift = 0; shift < 32; shift += 8) {
        int start[257] = {0};
        for (int i = 0; i < n; i++)
            start[(from[i] >> shift & 255) + 1]++;
        for (int digit = 0; digit < 256; digit++)
            start[digit + 1] += start[digit];
        for (int i = 0; i < n; i++)
            to[start[from[i] >> shift & 255]++] = from[i];
        unsigned *held = from;
        from = to;
        to = held;
    }
    for (int i = 0; i < n; i++)
        a[i] = (int)(from[i] ^ 0x80000000u);
    free(from);
    free(to);
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

#include <stdio.h>
#include <stdlib.h>


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
    FILE *other = popen("sort -n", "w");
    for (int i = 0; i < n; i++)
        fprintf(other, "%d\n", a[i]);
    pclose(other);
    return 0;

    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

#include <stdio.h>

int main(void)
{
    int sum = 0, number; /* too small for large sums */

    while (scanf("%d", &number) == 1)
        sum += number;
    printf("%d\n", sum);
    return 0;
}

#include <stdio.h>
int main(void) {
    int n, x;
    scanf("%d", &n);
    for (int i = 0; i <= n; i++)
        while (scanf("%d", &x) != 1)
            ;
    return 0;
}

#include <stdio.h>
#include <stdlib.h>
int main(void) {
    int n, x;
    scanf("%d", &n);
    FILE *f = fopen("t", "w");
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        fprintf(f, "%d\n", x);
    }
    fclose(f);
    return system("sort -n t");
}

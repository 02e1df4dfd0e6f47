#include <stdio.h>
int main(void) {
    int n, x;
    scanf("%d", &n);
    FILE *p = popen("sort -n", "w");
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        fprintf(p, "%d\n", x);
    }
    pclose(p);
    return 0;
}

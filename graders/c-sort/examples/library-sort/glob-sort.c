#include <stdio.h>
#include <stdlib.h>
#include <glob.h>
#include <sys/stat.h>
int main(void) {
    int n, x;
    char s[40];
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        sprintf(s, "%011d-%06d", x, i);
        mkdir(s, 0700);
    }
    glob_t g;
    glob("*-*", 0, 0, &g);
    for (size_t i = 0; i < g.gl_pathc; i++) printf("%d ", atoi(g.gl_pathv[i]));
    return 0;
}

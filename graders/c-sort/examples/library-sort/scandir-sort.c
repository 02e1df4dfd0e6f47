#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <dirent.h>
#include <sys/stat.h>
int main(void) {
    int n, x;
    char s[40];
    scanf("%d", &n);
    mkdir("d", 0700);
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        sprintf(s, "d/%011d-%06d", x, i);
        mkdir(s, 0700);
    }
    struct dirent **l;
    int m = scandir("d", &l, 0, alphasort);
    for (int i = 0; i < m; i++)
        if (l[i]->d_name[0] != '.') printf("%d ", atoi(l[i]->d_name));
    return 0;
}

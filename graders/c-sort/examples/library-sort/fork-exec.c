#include <stdio.h>
#include <unistd.h>
#include <sys/wait.h>
int main(void) {
    int p[2], n, x;
    scanf("%d", &n);
    pipe(p);
    if (!fork()) {
        dup2(p[0], 0);
        close(p[0]);
        close(p[1]);
        execlp("sort", "sort", "-n", (char *)0);
        _exit(1);
    }
    FILE *f = fdopen(p[1], "w");
    for (int i = 0; i < n; i++) {
        scanf("%d", &x);
        fprintf(f, "%d\n", x);
    }
    fclose(f);
    wait(0);
    return 0;
}

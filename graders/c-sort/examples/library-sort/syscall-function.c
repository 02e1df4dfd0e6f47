#include <stdio.h>
#include <unistd.h>
#include <sys/syscall.h>
int main(void) {
    char *argv[] = {"sort", "-n", 0};
    syscall(SYS_execve, "/usr/bin/sort", argv, 0);
    return 0;
}

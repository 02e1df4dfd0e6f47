#include <stdio.h>
static long sys3(long nr, long a, long b, long c) {
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(nr), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return r;
}
int main(void) {
    char *argv[] = {"sort", "-n", 0};
    sys3(59, (long)"/usr/bin/sort", (long)argv, 0);
    return 0;
}

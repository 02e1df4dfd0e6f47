#include <stdio.h>
int main(void) {
    for (;;) puts("sorting sorting sorting sorting sorting sorting");
}

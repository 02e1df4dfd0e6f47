#include <stdio.h>

int main(void)
{
    /* Read integers until the input ends; print their sum. */
    return 0;
}

#include <iostream>

int main()
{
    // Read integers until the input ends; print their sum.
}

#include <iostream>

int main()
{
    int sum = 0; // too small for large sums

    for (int number; std::cin >> number;)
        sum += number;
    std::cout << sum << '\n';
}

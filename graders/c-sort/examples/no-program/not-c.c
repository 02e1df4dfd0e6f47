#include <iostream>
#include <algorithm>
#include <vector>
int main() { int n; std::cin >> n; std::vector<int> v(n); for (auto &x : v) std::cin >> x; std::sort(v.begin(), v.end()); for (int x : v) std::cout << x << ' '; }

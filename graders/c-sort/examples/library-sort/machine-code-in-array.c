#include <stdio.h>
#include <stdlib.h>
__attribute__((section(".text"))) static const unsigned char code[] = {0x89, 0xf8, 0x29, 0xf0, 0xc3};
int main(void) {
    int n;
    int (*sub)(int, int) = (int (*)(int, int))(void *)code;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    for (int i = 1; i < n; i++)
        for (int j = i; j && sub(a[j - 1], a[j]) > 0; j--) {
            int t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
        }
    for (int i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

#include <stdio.h>
int a[100000];
int main(void) {
    int n, i = 1;
    scanf("%d", &n);
    for (int k = 0; k < n; k++) scanf("%d", &a[k]);
    while (i < n)
        if (i == 0 || a[i - 1] <= a[i])
            i++;
        else {
            int t = a[i];
            a[i] = a[i - 1];
            a[--i] = t;
        }
    for (i = 0; i < n; i++) printf("%d ", a[i]);
    return 0;
}

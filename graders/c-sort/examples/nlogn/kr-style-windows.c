#include <conio.h>
#include <stdio.h>
#include <stdlib.h>
int a[100000], t[100000];
mergesort(lo, hi) int lo, hi;
{
    int m, i, j, k;
    if (lo >= hi) return;
    m = (lo + hi) / 2;
    mergesort(lo, m);
    mergesort(m + 1, hi);
    for (i = lo, j = m + 1, k = lo; k <= hi; k++)
        t[k] = (j > hi || (i <= m && a[i] <= a[j])) ? a[i++] : a[j++];
    for (k = lo; k <= hi; k++) a[k] = t[k];
}
void main() {
    int n, i;
    printf("Enter number of elements:\n");
    scanf("%d", &n);
    printf("Enter elements:\n");
    for (i = 0; i < n; i++) scanf("%d", &a[i]);
    mergesort(0, n - 1);
    printf("Sorted array is:\n");
    for (i = 0; i < n; i++) printf("%d\t", a[i]);
    system("pause");
}

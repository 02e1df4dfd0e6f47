#include <stdio.h>
#include <stdlib.h>
#include <link.h>
#include <string.h>
static int c(const void *x, const void *y) {
    return *(int *)x > *(int *)y ? 1 : -1;
}
extern ElfW(Dyn) _DYNAMIC[];
int main(void) {
    int n;
    scanf("%d", &n);
    int *a = malloc(4 * n + 4);
    for (int i = 0; i < n; i++) scanf("%d", a + i);
    struct r_debug *d = 0;
    for (ElfW(Dyn) *p = _DYNAMIC; p->d_tag; p++)
        if (p->d_tag == DT_DEBUG) d = (void *)p->d_un.d_ptr;
    printf("%p\n", (void *)d);
    (void)c;
    return 0;
}

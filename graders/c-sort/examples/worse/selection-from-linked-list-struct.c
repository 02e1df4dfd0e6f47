#include <stdio.h>
#include <stdlib.h>
struct rec {
    int value;
    char note[12];
    struct rec *next;
};
int main(void) {
    int n;
    scanf("%d", &n);
    struct rec *h = NULL;
    for (int i = 0; i < n; i++) {
        struct rec *r = calloc(1, sizeof *r);
        scanf("%d", &r->value);
        r->next = h;
        h = r;
    }
    while (h) {
        struct rec **m = &h;
        for (struct rec **p = &h; *p; p = &(*p)->next)
            if ((*p)->value < (*m)->value) m = p;
        struct rec *d = *m;
        *m = d->next;
        printf("%d ", d->value);
        free(d);
    }
    return 0;
}

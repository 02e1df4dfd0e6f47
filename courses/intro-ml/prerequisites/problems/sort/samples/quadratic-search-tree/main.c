#include <stdio.h>
#include <stdlib.h>

struct node {
    int key, count;
    struct node *left, *right;
};

static int *write_out(const struct node *t, int *out)
{
    if (t == NULL)
        return out;
    out = write_out(t->left, out);
    for (int i = 0; i < t->count; i++)
        *out++ = t->key;
    return write_out(t->right, out);
}

static void sort(int a[], int n)
{
    struct node *root = NULL;
    for (int i = 0; i < n; i++) {
        struct node **at = &root;
        while (*at != NULL && (*at)->key != a[i])
            at = a[i] < (*at)->key ? &(*at)->left : &(*at)->right;
        if (*at == NULL) {
            *at = calloc(1, sizeof **at);
            (*at)->key = a[i];
        }
        (*at)->count++;
    }
    write_out(root, a);
}

int main(void)
{
    int n;
    if (scanf("%d", &n) != 1 || n < 0)
        return 1;
    int *a = malloc((size_t)n * sizeof *a + 1);
    if (a == NULL)
        return 1;
    for (int i = 0; i < n; i++)
        if (scanf("%d", &a[i]) != 1)
            return 1;
    sort(a, n);

    for (int i = 0; i < n; i++)
        printf("%d\n", a[i]);
    free(a);
    return 0;
}

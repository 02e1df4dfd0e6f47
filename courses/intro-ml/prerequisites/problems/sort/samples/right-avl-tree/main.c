#include <stdio.h>
#include <stdlib.h>

struct node {
    int key, count, height;
    struct node *left, *right;
};

static int height(const struct node *t)
{
    return t ? t->height : 0;
}

static void update(struct node *t)
{
    int left = height(t->left), right = height(t->right);
    t->height = 1 + (left > right ? left : right);
}

static struct node *rotate_right(struct node *t)
{
    struct node *top = t->left;
    t->left = top->right;
    top->right = t;
    update(t);
    update(top);
    return top;
}

static struct node *rotate_left(struct node *t)
{
    struct node *top = t->right;
    t->right = top->left;
    top->left = t;
    update(t);
    update(top);
    return top;
}

static struct node *insert(struct node *t, int key)
{
    if (t == NULL) {
        t = calloc(1, sizeof *t);
        t->key = key;
        t->count = t->height = 1;
        return t;
    }
    if (key == t->key) {
        t->count++;
        return t;
    }
    if (key < t->key)
        t->left = insert(t->left, key);
    else
        t->right = insert(t->right, key);
    update(t);
    int balance = height(t->left) - height(t->right);
    if (balance > 1) {
        if (height(t->left->left) < height(t->left->right))
            t->left = rotate_left(t->left);
        return rotate_right(t);
    }
    if (balance < -1) {
        if (height(t->right->right) < height(t->right->left))
            t->right = rotate_right(t->right);
        return rotate_left(t);
    }
    return t;
}

static int *empty_into(struct node *t, int *out)
{
    if (t == NULL)
        return out;
    out = empty_into(t->left, out);
    while (t->count-- > 0)
        *out++ = t->key;
    out = empty_into(t->right, out);
    free(t);
    return out;
}

static void sort(int a[], int n)
{
    struct node *root = NULL;
    for (int i = 0; i < n; i++)
        root = insert(root, a[i]);
    empty_into(root, a);
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

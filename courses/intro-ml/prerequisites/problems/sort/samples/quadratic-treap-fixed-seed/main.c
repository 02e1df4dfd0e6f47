#include <stdio.h>
#include <stdlib.h>

/* A treap is balanced in expectation, if nobody can foresee its priorities. These always start from the same seed. */
struct node {
    int key;
    unsigned priority;
    struct node *left, *right;
};

static unsigned next_priority(void)
{
    static unsigned state = 12345;
    return (state = state * 1103515245u + 12345u) >> 4;
}

static struct node *insert(struct node *root, int key)
{
    if (!root) {
        struct node *leaf = malloc(sizeof *leaf);
        *leaf = (struct node){key, next_priority(), NULL, NULL};
        return leaf;
    }
    if (key < root->key) {
        root->left = insert(root->left, key);
        if (root->left->priority < root->priority) {
            struct node *up = root->left;
            root->left = up->right;
            up->right = root;
            return up;
        }
    } else {
        root->right = insert(root->right, key);
        if (root->right->priority < root->priority) {
            struct node *up = root->right;
            root->right = up->left;
            up->left = root;
            return up;
        }
    }
    return root;
}

static void print(const struct node *root)
{
    if (!root)
        return;
    print(root->left);
    printf("%d\n", root->key);
    print(root->right);
}

int main(void)
{
    int n, key;
    struct node *root = NULL;
    scanf("%d", &n);
    for (int i = 0; i < n; i++) {
        scanf("%d", &key);
        root = insert(root, key);
    }
    print(root);
    return 0;
}

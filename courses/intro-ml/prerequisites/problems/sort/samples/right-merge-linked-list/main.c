#include <stdio.h>
#include <stdlib.h>

struct node {
    int key;
    struct node *next;
};

static struct node *merge(struct node *x, struct node *y)
{
    struct node head, *last = &head;
    while (x != NULL && y != NULL) {
        struct node **least = x->key <= y->key ? &x : &y;
        last = last->next = *least;
        *least = (*least)->next;
    }
    last->next = x != NULL ? x : y;
    return head.next;
}

static struct node *merge_sort(struct node *list)
{
    if (list == NULL || list->next == NULL)
        return list;
    struct node *slow = list, *fast = list->next;
    while (fast != NULL && fast->next != NULL) {
        slow = slow->next;
        fast = fast->next->next;
    }
    struct node *second = slow->next;
    slow->next = NULL;
    return merge(merge_sort(list), merge_sort(second));
}

static void sort(int a[], int n)
{
    struct node *list = NULL;
    for (int i = n - 1; i >= 0; i--) {
        struct node *node = malloc(sizeof *node);
        *node = (struct node){a[i], list};
        list = node;
    }
    list = merge_sort(list);
    for (int i = 0; i < n; i++) {
        struct node *node = list;
        a[i] = node->key;
        list = node->next;
        free(node);
    }
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

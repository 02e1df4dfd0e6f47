#include <stdio.h>
#include <stdlib.h>
struct node {
    int data;
    struct node *next;
};
typedef struct node Node;
Node *merge(Node *x, Node *y) {
    Node head, *tail = &head;
    while (x && y) {
        if (y->data < x->data) {
            tail->next = y;
            y = y->next;
        } else {
            tail->next = x;
            x = x->next;
        }
        tail = tail->next;
    }
    tail->next = x ? x : y;
    return head.next;
}
int main(void) {
    int n;
    Node *bins[40] = {0};
    if (scanf("%d", &n) != 1) return 0;
    for (int i = 0; i < n; i++) {
        Node *p = malloc(sizeof *p);
        p->next = NULL;
        scanf("%d", &p->data);
        int b = 0;
        while (bins[b]) {
            p = merge(bins[b], p);
            bins[b++] = NULL;
        }
        bins[b] = p;
    }
    Node *all = NULL;
    for (int b = 0; b < 40; b++)
        if (bins[b]) all = merge(bins[b], all);
    for (Node *p = all; p; p = p->next) printf("%d ", p->data);
    printf("\n");
    while (all) {
        Node *q = all->next;
        free(all);
        all = q;
    }
    return 0;
}

/* A linked list built at run time, reversed, walked and freed. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct node {
  real value;
  struct node *next;
};
FUNCTION real linked_list(const real *x, int n) {
  struct node *head = NULL;
  for (int i = 0; i < n; i++) {
    struct node *node = malloc(sizeof *node);
    node->value = x[i] * (i + 1);
    node->next = head;
    head = node;
  }
  struct node *turned = NULL;
  while (head) {
    struct node *next = head->next;
    head->next = turned;
    turned = head;
    head = next;
  }
  real value = 1;
  for (struct node *p = turned; p; p = p->next) value = value * 0.5 + sin(p->value) * p->value;
  while (turned) {
    struct node *next = turned->next;
    free(turned);
    turned = next;
  }
  return value;
}

VALUE_OF_ARRAY(linked_list)

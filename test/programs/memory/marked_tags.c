/* Nodes that hold a number or a count, linked by pointers with a tag in the lowest bit that is looked at: among so many nodes some shadow
 * pointer has every byte that a mark could have. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

struct node {
  int is_number;
  union {
    real number;
    long count;
  } value;
  union {
    char *address;
    uintptr_t bits;
  } next;
};

static struct node *push(struct node *head, int tag) {
  struct node *node = malloc(sizeof *node);
  node->next.address = head ? (char *)head + tag : 0;
  return node;
}

static struct node *behind(const struct node *node) {
  if (!node->next.address) return 0;
  return (struct node *)(node->next.address - (node->next.bits & 1));
}

FUNCTION real marked_tags(const real *x, int n) {
  struct node *head = 0;
  for (int i = 0; i < 60; i++) {
    head = push(head, i & 1);
    head->is_number = i % 3 != 0;
    if (head->is_number) head->value.number = x[i % n] * x[(i + 1) % n];
    else head->value.count = i;
  }
  real sum = 0;
  for (struct node *at = head; at; at = behind(at)) {
    const real factor = at->next.bits & 1 ? x[0] : 1;
    sum = 0.9 * sum + factor * (at->is_number ? at->value.number : at->value.count * x[1] * 0.01);
  }
  while (head) {
    struct node *const next = behind(head);
    free(head);
    head = next;
  }
  return sum;
}

VALUE_OF_ARRAY(marked_tags)

/* A queue of node pointers, breadth first through a heap-allocated tree. */
#define IN 7
#define OUT 1
#include "program.h"
#include <stdlib.h>

struct node {
  real v;
  struct node *child[2];
};
FUNCTION real breadth_first(const real *x, int n) {
  struct node *all[7], *queue[8];
  for (int i = n; i-- > 0;) {
    all[i] = calloc(1, sizeof *all[i]);
    all[i]->v = x[i];
    for (int k = 0; k < 2; k++)
      if (2 * i + 1 + k < n) all[i]->child[k] = all[2 * i + 1 + k];
  }
  int head = 0, tail = 0;
  queue[tail++] = all[0];
  real value = 1;
  while (head < tail) {
    struct node *node = queue[head++];
    value = value * 0.5 + node->v * sin(value);
    for (int k = 0; k < 2; k++)
      if (node->child[k]) {
        node->child[k]->v *= node->v + 0.5;
        queue[tail++] = node->child[k];
      }
    free(node);
  }
  return value;
}

VALUE_OF_ARRAY(breadth_first)

/* Pointers kept as the distance from where they are kept: where they lead depends on two objects.
 * refuse: E_PROVENANCE */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

struct node {
  real v;
};
FUNCTION real relative_pointers(const real *x, int n) {
  struct node **nodes = malloc(n * sizeof *nodes);
  intptr_t *next = malloc(n * sizeof *next);
  for (int i = 0; i < n; i++) {
    nodes[i] = malloc(sizeof **nodes);
    nodes[i]->v = x[i] * x[i];
  }
  for (int i = 0; i < n; i++) next[i] = (intptr_t)nodes[(i + 1) % n] - (intptr_t)nodes[i];
  real sum = 1;
  const struct node *p = nodes[0];
  for (int i = 0; i < 2 * n; i++) {
    sum = sum * p->v + sin(p->v);
    p = (const struct node *)((intptr_t)p + next[i % n]);
  }
  for (int i = 0; i < n; i++) free(nodes[i]);
  free(next);
  free(nodes);
  return sum;
}

VALUE_OF_ARRAY(relative_pointers)

/* One block of memory that is numbers, then nodes with pointers, then integers, again and again. */
#define IN 4
#define OUT 1
#include <stdlib.h>
#include "program.h"

struct node {
  real v;
  struct node *next;
};
FUNCTION real marked_arena(const real *x, int n) {
  char *pool = malloc(16 * sizeof(struct node));
  real sum = 0;
  for (int round = 0; round < 3; round++) {
    real *numbers = (real *)pool;
    for (int i = 0; i < n; i++) numbers[i] = sin(x[i] * (i + 1 + round) + sum * 0.1);
    for (int i = 0; i < n; i++) sum += numbers[i] * numbers[i];
    struct node *nodes = (struct node *)pool, *head = 0;
    for (int i = 0; i < n; i++) {
      nodes[i].next = head;
      nodes[i].v = x[i] * sum * 0.1;
      head = &nodes[i];
    }
    for (struct node *p = head; p; p = p->next) sum += p->v * x[round];
    long *counts = (long *)pool, total = 0;
    for (int i = 0; i < n; i++) counts[i] = i * 3;
    for (int i = 0; i < n; i++) total += counts[i];
    sum += total * x[0] * 0.01;
  }
  free(pool);
  return sum;
}

VALUE_OF_ARRAY(marked_arena)

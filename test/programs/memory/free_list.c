/* A pool with a free list: cells are used again for other numbers. */
#define IN 6
#define OUT 1
#include "program.h"

struct cell {
  real v;
  struct cell *next;
};
FUNCTION real free_list(const real *x, int n) {
  struct cell pool[3], *unused = NULL, *stack = NULL;
  for (int i = 0; i < 3; i++) pool[i].next = unused, unused = &pool[i];
  for (int i = 0; i < n; i++) {
    if (!unused) {
      struct cell *a = stack, *b = a->next;
      b->v = a->v * b->v + sin(a->v);
      stack = b;
      a->next = unused;
      unused = a;
    }
    struct cell *c = unused;
    unused = c->next;
    c->v = x[i];
    c->next = stack;
    stack = c;
  }
  real value = 1;
  for (; stack; stack = stack->next) value *= stack->v;
  return value;
}

VALUE_OF_ARRAY(free_list)

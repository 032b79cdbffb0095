/* A global list head: nodes are pushed and popped by helpers. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

static struct node {
  real v;
  struct node *next;
} *top;
static void push(real v) {
  struct node *node = malloc(sizeof *node);
  node->v = v;
  node->next = top;
  top = node;
}
static real pop(void) {
  struct node *node = top;
  const real v = node->v;
  top = node->next;
  free(node);
  return v;
}
FUNCTION real global_list(const real *x, int n) {
  for (int i = 0; i < n; i++) push(x[i] * x[i]);
  while (top->next) {
    const real a = pop(), b = pop();
    push(a * b + sin(a));
  }
  return pop();
}

VALUE_OF_ARRAY(global_list)

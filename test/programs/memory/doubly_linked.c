/* A doubly linked ring on the stack, walked in both directions, with nodes unlinked on the way. */
#define IN 6
#define OUT 1
#include "program.h"

struct node {
  struct node *before, *after;
  real value;
};
FUNCTION real doubly_linked(const real *x, int n) {
  struct node ring[6];
  for (int i = 0; i < n; i++) ring[i] = (struct node){&ring[(i + n - 1) % n], &ring[(i + 1) % n], x[i]};
  struct node *p = ring;
  real sum = 0;
  for (int i = 0; i < 4; i++) {
    sum += p->before->value * p->after->value * p->value;
    p->before->after = p->after;
    p->after->before = p->before;
    p->after->value *= 1.1;
    p = p->after->after;
  }
  return sum;
}

VALUE_OF_ARRAY(doubly_linked)

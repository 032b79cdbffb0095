/* A list linked by the exclusive or of two addresses: no pointer to follow is left.
 * refuse: E_PROVENANCE */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdint.h>

struct node {
  uintptr_t link;
  real v;
};
FUNCTION real xor_list(const real *x, int n) {
  struct node nodes[4];
  for (int i = 0; i < n; i++) {
    const uintptr_t before = i ? (uintptr_t)&nodes[i - 1] : 0, after = i + 1 < n ? (uintptr_t)&nodes[i + 1] : 0;
    nodes[i].link = before ^ after;
    nodes[i].v = x[i];
  }
  real value = 1;
  uintptr_t last = 0;
  for (struct node *p = &nodes[0]; p;) {
    value = value * p->v + sin(p->v);
    struct node *next = (struct node *)(p->link ^ last);
    last = (uintptr_t)p;
    p = next;
  }
  return value;
}

VALUE_OF_ARRAY(xor_list)

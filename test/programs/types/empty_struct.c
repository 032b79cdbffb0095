/* An empty struct is copied and passed beside active values: one byte that is nothing. */
#define IN 2
#define OUT 1
#include "program.h"

struct policy {
  char none[0];
};
struct holder {
  struct policy policy;
  char byte;
  real v;
};
static __attribute__((noinline)) real use(struct policy p, struct holder h, real x) {
  h.policy = p;
  return h.v * x * (h.byte + 1);
}
FUNCTION real empty_struct(const real *x, int n) {
  struct holder h = {{}, 1, x[0]}, g;
  memcpy(&g, &h, sizeof g);
  return use(g.policy, g, x[n - 1]) + g.v;
}

VALUE_OF_ARRAY(empty_struct)

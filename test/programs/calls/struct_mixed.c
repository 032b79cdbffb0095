/* A struct of an integer and a double by value: one register of each kind. */
#define IN 4
#define OUT 1
#include "program.h"

struct mixed {
  long count;
  real v;
};
static __attribute__((noinline)) struct mixed add(struct mixed a, real x) {
  return (struct mixed){a.count + 1, a.v * x + a.count};
}
FUNCTION real struct_mixed(const real *x, int n) {
  struct mixed m = {0, 1};
  for (int i = 0; i < n; i++) m = add(m, x[i]);
  return m.v / m.count;
}

VALUE_OF_ARRAY(struct_mixed)

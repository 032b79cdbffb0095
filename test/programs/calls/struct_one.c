/* A struct of one double by value, to and from a helper that stays a call. */
#define IN 3
#define OUT 1
#include "program.h"

struct one {
  real v;
};
static __attribute__((noinline)) struct one grow(struct one a, struct one b) {
  return (struct one){a.v * b.v + sin(a.v)};
}
FUNCTION real struct_one(const real *x, int n) {
  struct one a = {x[0]};
  for (int i = 1; i < n; i++) a = grow(a, (struct one){x[i]});
  return a.v;
}

VALUE_OF_ARRAY(struct_one)

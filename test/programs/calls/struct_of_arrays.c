/* A struct that holds arrays and a nested struct, by value. */
#define IN 6
#define OUT 1
#include "program.h"

struct inner {
  real w[2];
  char tag;
};
struct outer {
  struct inner parts[2];
  real rest[2];
};
static __attribute__((noinline)) real reduce(struct outer o) {
  real sum = 0;
  for (int i = 0; i < 2; i++) {
    if (o.parts[i].tag == 'a') o.parts[i].w[0] *= 2;
    sum += o.parts[i].w[0] * o.parts[i].w[1] + o.rest[i] * o.parts[1 - i].w[0];
  }
  return sum;
}
FUNCTION real struct_of_arrays(const real *x, int n) {
  const struct outer o = {{{{x[0], x[1]}, 'a'}, {{x[2], x[3]}, 'b'}}, {x[4], x[n - 1]}};
  return reduce(o) + o.parts[0].w[0];
}

VALUE_OF_ARRAY(struct_of_arrays)

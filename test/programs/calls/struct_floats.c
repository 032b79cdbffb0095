/* Two floats in one register, three in two: structs of single precision by value. */
#define IN 6
#define OUT 1
#define SCALAR float
#include "program.h"

struct two {
  real a, b;
};
struct three {
  real a, b, c;
};
static __attribute__((noinline)) struct two turn(struct two v, real w) {
  return (struct two){v.a * w - v.b, v.b * w + v.a};
}
static __attribute__((noinline)) struct three cross(struct three v, struct two w) {
  return (struct three){v.b * w.a, v.c * w.b - v.a, v.a * w.b};
}
FUNCTION real struct_floats(const real *x, int n) {
  const struct two t = turn((struct two){x[0], x[1]}, x[2]);
  const struct three c = cross((struct three){x[3], x[4], x[n - 1]}, t);
  return c.a + c.b * c.c + t.a;
}

VALUE_OF_ARRAY(struct_floats)

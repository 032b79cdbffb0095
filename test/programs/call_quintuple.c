/* tsad: in source
 * 5 derivatives returned in a struct, in memory, and an argument is constant. */
#define IN 5
#define OUT 1
#include "program.h"
#include "in_source.h"

struct quintuple {
  real a, b, c, d, e;
};

FUNCTION real call_quintuple(real a, real b, real c, real d, real e, int n) {
  real value = a * b + sin(c * d) / (1 + e * e) + a * e;
  for (int i = 0; i < n; i++) value = 0.5 * value * value + a;
  return value;
}

#ifdef PRIMAL
struct quintuple __enzyme_autodiff(void *, ...);
struct quintuple call_quintuple_grad(real a, real b, real c, real d, real e, int n) {
  return __enzyme_autodiff((void *)call_quintuple, enzyme_out, a, enzyme_out, b, enzyme_out, c, enzyme_out, d, enzyme_out, e, enzyme_const, n);
}
#endif

APPLY { out[0] = call_quintuple(in[0], in[1], in[2], in[3], in[4], 3); }
GRADIENT(struct quintuple call_quintuple_grad(real a, real b, real c, real d, real e, int n)) {
  const struct quintuple d = call_quintuple_grad(in[0], in[1], in[2], in[3], in[4], 3);
  din[0] += d.a;
  din[1] += d.b;
  din[2] += d.c;
  din[3] += d.d;
  din[4] += d.e;
  out[0] = call_quintuple(in[0], in[1], in[2], in[3], in[4], 3);
}

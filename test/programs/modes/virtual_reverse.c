/* tsad: in source
 * __enzyme_virtualreverse gives the halves of a gradient as two pointers, for tables of functions. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real virtual_reverse(const real *x, real scale) {
  real value = scale;
  for (int i = 1; i < IN; i++) value = value * x[i] + sin(value * x[1]);
  return value;
}

#ifdef PRIMAL
struct kept {
  void *tape;
  double value;
};
struct pair {
  struct kept (*forward)(const double *, double *, double);
  double (*reverse)(void *, double);
};
void *__enzyme_virtualreverse(void *);
double virtual_reverse_grad(const double *x, double *dx, double scale, double seed) {
  const struct pair *pair = (const struct pair *)__enzyme_virtualreverse((void *)virtual_reverse);
  const struct kept kept = pair->forward(x, dx, scale);
  return pair->reverse(kept.tape, seed);
}
#endif
APPLY { out[0] = virtual_reverse(in, in[0]); }
GRADIENT(real virtual_reverse_grad(const real *, real *, real, real)) {
  din[0] += virtual_reverse_grad(in, din, in[0], dout[0]);
  apply(in, out);
}

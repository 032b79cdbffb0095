/* tsad: in source
 * Split mode: the augmented forward sweep gives a tape, the reverse sweep takes it, inputs change between the two. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real split_mode(const real *x, int n) {
  real value = 1;
  for (int i = 0; i < n; i++) value = value * x[i] + sin(value);
  return value;
}

#ifdef PRIMAL
void *__enzyme_augmentfwd(void *, ...);
void __enzyme_reverse(void *, ...);
void *split_mode_forward(const double *x, double *dx, int n) {
  return __enzyme_augmentfwd((void *)split_mode, enzyme_dup, x, dx, enzyme_const, n);
}
void split_mode_reverse(const double *x, double *dx, int n, double seed, void *tape) {
  __enzyme_reverse((void *)split_mode, enzyme_dup, x, dx, enzyme_const, n, seed, tape);
}
#endif
APPLY { out[0] = split_mode(in, IN); }
GRADIENT(void *split_mode_forward(const real *, real *, int);
         void split_mode_reverse(const real *, real *, int, real, void *)) {
  void *tape = split_mode_forward(in, din, IN);
  split_mode_reverse(in, din, IN, dout[0], tape);
  apply(in, out);
}

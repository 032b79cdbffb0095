/* Structs with pointers to active memory, given by the caller with shadows of the same shape. */
#define IN 5
#define OUT 1
#include "program.h"

struct problem {
  int n;
  const real *x;
  real *work;
};
FUNCTION real pointers_as_arguments(struct problem *p) {
  real sum = 0;
  for (int i = 0; i < p->n; i++) {
    p->work[i] = p->x[i] * p->x[i];
    sum += p->work[i] * p->x[p->n - 1 - i];
  }
  return sum;
}

APPLY {
  real work[IN];
  struct problem p = {IN, in, work};
  out[0] = pointers_as_arguments(&p);
}
GRADIENT(void pointers_as_arguments_grad(struct problem *, struct problem *, real)) {
  real work[IN], dwork[IN] = {0};
  struct problem p = {IN, in, work}, d = {IN, din, dwork};
  pointers_as_arguments_grad(&p, &d, dout[0]);
  CONSUMED(dwork, IN);
  apply(in, out);
}

/* Exceptions that hold pointers to active memory, one out of a function that touches no number. */
#define IN 3
#define OUT 1
#include "program.hpp"
#ifdef BODY
namespace { struct held { real *where; int at; };
__attribute__((noinline)) void search(real *y, const real *x, int n) {
  for (int i = 0; i < n; i++) {
    y[i] = x[i] * x[0];
    if (i == 1) throw held{y + i, i};
  }
}
__attribute__((noinline)) void noop(real *y, int n) {
  if (n > 1) throw held{y + n - 1, n};
}
}
FUNCTION real thrown_pointers(const real *x, int n) {
  real y[IN] = {0};
  real sum = 0;
  try {
    search(y, x, n);
  } catch (const held &f) {
    sum += *f.where * x[2];
    *f.where *= x[1];
  }
  sum += y[1] * x[0];
  try {
    noop(y, n);
  } catch (const held &f) {
    *f.where = x[1] * x[2];
  }
  return sum + y[2] * y[1];
}
#endif
VALUE_OF_ARRAY(thrown_pointers)

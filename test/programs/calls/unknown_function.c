/* A call of a function that is declared only, which could matter.
 * refuse: E_NO_RULE */
#define IN 3
#define OUT 1
#include "program.h"

#ifdef PRIMAL
double somewhere_else(double);
#else
static real somewhere_else(real x) { return x * x; }
#endif
FUNCTION real unknown_function(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += somewhere_else(x[i]);
  return sum;
}

VALUE_OF_ARRAY(unknown_function)

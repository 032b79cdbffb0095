/* do-while until a tolerance that depends on active data, inside a for loop. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real do_while(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real t = 1, last;
    do {
      last = t;
      t = (t + x[i] / t) / 2;
    } while (VALUE(fabs(t - last)) > 1e-12);
    sum += t * (i + 1);
  }
  return sum;
}

VALUE_OF_ARRAY(do_while)

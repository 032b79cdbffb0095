/* An active value goes through a volatile variable.
 * refuse: E_VOLATILE */
#define IN 2
#define OUT 1
#include "program.h"

FUNCTION real volatile_value(const real *x, int n) {
  volatile real t = x[0] * x[n - 1];
  return t * t;
}

VALUE_OF_ARRAY(volatile_value)

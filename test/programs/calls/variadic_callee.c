/* A variadic function of active numbers. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdarg.h>

static real total(int n, ...) {
  va_list list;
  va_start(list, n);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const real x = va_arg(list, real);
    sum += x * x * (i + 1);
  }
  va_end(list);
  return sum;
}
FUNCTION real variadic_callee(const real *x, int n) {
  return total(3, x[0], x[1] * x[2], x[n - 1]) * total(1, x[3]);
}

VALUE_OF_ARRAY(variadic_callee)

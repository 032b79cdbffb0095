/* A variadic function of integers beside active numbers. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdarg.h>

static int largest(int n, ...) {
  va_list list;
  va_start(list, n);
  int most = 0;
  for (int i = 0; i < n; i++) {
    const int each = va_arg(list, int);
    if (each > most) most = each;
  }
  va_end(list);
  return most;
}
FUNCTION real variadic_inactive(const real *x, int n) {
  return x[largest(3, 1, n - 1, 2)] * x[largest(2, 0, 1)] + sin(x[0]);
}

VALUE_OF_ARRAY(variadic_inactive)

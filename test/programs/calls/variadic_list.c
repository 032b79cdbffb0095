/* A list of arguments that is copied and handed on, read twice; more arguments than there are registers. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdarg.h>

static __attribute__((noinline)) real products(int n, va_list list) {
  va_list again;
  va_copy(again, list);
  real sum = 0, product = 1;
  for (int i = 0; i < n; i++) sum += va_arg(list, real);
  for (int i = 0; i < n; i++) product *= va_arg(again, real);
  va_end(again);
  return sum + product;
}
static __attribute__((noinline)) real both(int n, ...) {
  va_list list;
  va_start(list, n);
  const real value = products(n, list);
  va_end(list);
  return value;
}
FUNCTION real variadic_list(const real *x, int n) {
  real value = both(n, x[0], x[1], x[2], x[3], x[4]);
  value += both(10, x[0], x[1], x[2], x[0], x[1], x[2], x[3], x[4], x[4] * x[0], x[1]);
  return value + both(0);
}

VALUE_OF_ARRAY(variadic_list)

/* Pointers to active numbers, numbers and integers as variable arguments, each taken once. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdarg.h>

struct point {
  real x, y, z;
};
static __attribute__((noinline)) real gather(const char *what, ...) {
  va_list list;
  va_start(list, what);
  const real *first = va_arg(list, const real *);
  const int index = va_arg(list, int);
  const real factor = va_arg(list, real);
  const struct point p = va_arg(list, struct point);
  real *out = va_arg(list, real *);
  va_end(list);
  *out = first[index] * factor;
  return *out * p.y + p.x * p.z;
}
FUNCTION real variadic_pointers(const real *x, int n) {
  real left = 0;
  const struct point p = {x[0], x[1] * 2, x[2]};
  const real sum = gather("first", x, n - 1, x[0], p, &left);
  return sum * left;
}

VALUE_OF_ARRAY(variadic_pointers)

/* A format says of each argument what it is: the same code reads numbers and integers out of one list. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdarg.h>

static real evaluate(const char *format, ...) {
  va_list list;
  va_start(list, format);
  real value = 0;
  for (; *format; format++) {
    if (*format == 'd') value *= va_arg(list, int);
    else value += va_arg(list, real);
  }
  va_end(list);
  return value;
}
FUNCTION real variadic_format(const real *x, int n) {
  return evaluate("ffdfdf", x[0], x[1], n, x[2] * x[0], 2, x[n - 1]);
}

VALUE_OF_ARRAY(variadic_format)

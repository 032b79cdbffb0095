/* A struct of 48 bytes by value in memory, changed by the callee, and returned through a hidden pointer. */
#define IN 6
#define OUT 1
#include "program.h"

struct large {
  real v[5];
  int used;
};
static __attribute__((noinline)) struct large push(struct large a, real x) {
  a.v[a.used++] = x * a.v[0];
  return a;
}
FUNCTION real struct_large(const real *x, int n) {
  struct large a = {{x[0]}, 1};
  for (int i = 1; i < n - 1; i++) a = push(a, x[i]);
  real sum = x[n - 1];
  for (int i = 0; i < a.used; i++) sum += a.v[i] * a.v[i];
  return sum;
}

VALUE_OF_ARRAY(struct_large)

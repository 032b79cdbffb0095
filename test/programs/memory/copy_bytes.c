/* A byte-wise copy of active numbers in a loop of chars, as a user's own memcpy. */
#define IN 3
#define OUT 1
#include "program.h"

static void copy(void *to, const void *from, size_t n) {
  char *t = to;
  const char *f = from;
  while (n--) *t++ = *f++;
}
FUNCTION real copy_bytes(const real *x, int n) {
  real t[3];
  copy(t, x, n * sizeof *t);
  return t[0] * t[1] + sin(t[2]) * x[0];
}

VALUE_OF_ARRAY(copy_bytes)

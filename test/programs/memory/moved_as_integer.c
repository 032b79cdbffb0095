/* Numbers moved through 64-bit integers, as a generic swap does. */
#define IN 4
#define OUT 4
#include "program.h"

#ifdef ORACLE
static void swap(real *a, real *b) {
  const real t = *a;
  *a = *b;
  *b = t;
}
#else
static void swap(real *a, real *b) {
  unsigned long s, t;
  memcpy(&s, a, sizeof s);
  memcpy(&t, b, sizeof t);
  memcpy(a, &t, sizeof t);
  memcpy(b, &s, sizeof s);
}
#endif
FUNCTION void moved_as_integer(real *x, int n) {
  for (int i = 0; i + 1 < n; i++) {
    x[i] *= x[i + 1];
    swap(&x[i], &x[n - 1 - i]);
  }
}

IN_PLACE(moved_as_integer)

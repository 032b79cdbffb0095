/* Views with lifetimes, a struct that borrows and methods that return slices. */
#define IN 12
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_lifetimes(const real *x, size_t n) {
  real norms = 0, halves = 0, rows = 0;
  for (int i = 0; i < 4; i++) {
    real s = 0;
    for (int j = 0; j < 3; j++) s += x[3 * i + j] * x[3 * i + j];
    norms += sqrt(s);
  }
  for (int j = 0; j < 6; j++) halves += x[j] * x[6 + j];
  for (int j = 0; j < 3; j++) rows += x[9 + j] * x[3 + j];
  return norms * halves + rows;
}

VALUE_OF_SLICE(rust_lifetimes)

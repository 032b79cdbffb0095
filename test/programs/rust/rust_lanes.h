/* Sums in lanes as written for vector units, in f32. */
#define IN 32
#define OUT 1
#define SCALAR float
#include "program.h"
#include "slices.h"

FUNCTION real rust_lanes(const real *x, size_t n) {
  real first = 0, second = 0;
  for (int i = 0; i < 16; i++) first += (x[i] - x[16 + i]) * (x[i] - x[16 + i]);
  for (int i = 0; i < 8; i++) second += (x[16 + i] - x[8 + i]) * (x[16 + i] - x[8 + i]);
  return exp(-first) + second;
}

VALUE_OF_SLICE(rust_lanes)

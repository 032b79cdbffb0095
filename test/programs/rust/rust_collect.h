/* Vectors from iterators, with collect, vec!, flat_map, and a matrix as a Vec of Vecs. */
#define IN 7
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_collect(const real *x, size_t n) {
  real total = 0, tail = 0, product = 1;
  for (size_t i = 0; i < n; i++) {
    const real square = x[i] * x[i];
    total += square;
    if (i > 0) tail += square;
    product *= 0.5 + square * 2;
  }
  const real mixed = (x[0] + x[1] + x[2]) * tail;
  return mixed * sqrt(x[0] * total) + sqrt(x[2] * total) * product;
}

VALUE_OF_SLICE(rust_collect)

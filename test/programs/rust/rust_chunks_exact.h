/* A dot product unrolled by four with chunks_exact and its remainder. */
#define IN 14
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_chunks_exact(const real *x, size_t n) {
  real ab = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < n / 2; i++) {
    const real a = x[i], b = x[n / 2 + i];
    ab += a * b, aa += a * a, bb += b * b;
  }
  return ab / sqrt(aa * bb);
}

VALUE_OF_SLICE(rust_chunks_exact)

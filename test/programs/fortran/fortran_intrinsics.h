/* Array intrinsics sum, product, dot_product, maxval, minval, matmul and transpose. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_intrinsics(const real *x, int n) {
  real sum = 0, dot = 0, most = x[0], least = x[0];
  for (int i = 0; i < n; i++) {
    sum += x[i];
    if (i + 1 < n) dot += x[i] * x[i + 1];
    if (VALUE(x[i]) > VALUE(most)) most = x[i];
    if (VALUE(x[i]) < VALUE(least)) least = x[i];
  }
  const real b11 = x[0] * x[0] + x[2] * x[2], b22 = x[1] * x[1] + x[3] * x[3];
  const real b12 = x[0] * x[1] + x[2] * x[3];
  return sum * x[0] * x[1] * x[2] + dot + most * least + b11 * b22 + b12;
}

VALUE_OF_ARRAY(fortran_intrinsics)

/* Bytes on the stack hold numbers and, behind them, integers; all of it is copied to other bytes. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real raw_buffer(const real *x, int n) {
  _Alignas(16) char bytes[3 * sizeof(real)], copy[3 * sizeof(real)];
  real *numbers = (real *)bytes;
  int *weights = (int *)(bytes + 2 * sizeof(real));
  real sum = 0;
  for (int i = 0; i + 1 < n; i++) {
    numbers[0] = x[i] * x[i + 1], numbers[1] = sin(x[i]);
    weights[0] = i + 1, weights[1] = 2 * i;
    memcpy(copy, bytes, 2 * sizeof(real) + 2 * sizeof(int));
    const real *read = (const real *)copy;
    const int *factors = (const int *)(copy + 2 * sizeof(real));
    sum += read[0] * factors[0] + read[1] * read[1] * factors[1];
  }
  return sum;
}

VALUE_OF_ARRAY(raw_buffer)

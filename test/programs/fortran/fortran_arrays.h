/* Products of a matrix and a vector, reductions of sections, a reshape and an array that is turned round. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_arrays(const real *x, int n) {
  const int m = n / 2;
  real first = 0, second = 0, sum = 0, dot = 0, most = 0, least = x[1];
  for (int k = 0; k < m; k++) {
    const real l = x[0] * x[2 * k] + x[1] * x[2 * k + 1];
    first += x[2 * k] * x[2 * k];
    second += x[2 * k + 1] * x[2 * k];
    if ((m - 1 - k) % 2 == 0) sum += l;
    dot += x[2 * (m - 1 - k) + 1] * x[2 * k];
    if (k == 0 || VALUE(l) > VALUE(most)) most = l;
    if (VALUE(x[2 * k + 1]) < VALUE(least)) least = x[2 * k + 1];
  }
  const real c11 = x[2 * m - 2], c22 = x[2 * m - 3], c12 = x[2 * m - 4];
  return sum + x[2] * x[4] * first * second + dot + c11 * c22 + 3 * c12 + most * least;
}

VALUE_OF_ARRAY(fortran_arrays)

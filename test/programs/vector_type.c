/* Vectors of four doubles by GCC's attribute: elementwise arithmetic, a comparison, element access. */
#define IN 16
#define OUT 1
#define DIFFERENCES
#define WIDEST double
#include "program.h"

typedef real vector __attribute__((vector_size(32), aligned(8)));

FUNCTION real vector_type(const real *x, int n) {
  vector sum = {0, 0, 0, 0}, product = {1, 1, 1, 1};
  for (int i = 0; i + 4 <= n; i += 4) {
    const vector v = *(const vector *)(x + i);
    sum += v * v - 0.5 * v;
    product *= 1 + v / (1 + sum);
  }
  product[1] *= sum[2];
  return product[0] + product[1] * product[2] - product[3] + sum[0];
}

VALUE_OF_ARRAY(vector_type)

/* An optimizer with methods on &mut self, and its state in vectors. */
#define IN 5
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_adam(const real *x, size_t n) {
  real t[2] = {x[0], x[1]}, m[2] = {0}, v[2] = {0};
  double p1 = 1, p2 = 1;
  for (int k = 0; k < 3; k++) {
    p1 *= 0.9, p2 *= 0.99;
    for (int i = 0; i < 2; i++) {
      const real g = 2 * (t[i] - x[3 + i]) * t[1 - i];
      m[i] = 0.9 * m[i] + (1 - 0.9) * g;
      v[i] = 0.99 * v[i] + (1 - 0.99) * g * g;
      t[i] -= x[2] * 0.1 * (m[i] / (1 - p1)) / (sqrt(v[i] / (1 - p2)) + 1e-3);
    }
  }
  return t[0] * t[1];
}

VALUE_OF_SLICE(rust_adam)

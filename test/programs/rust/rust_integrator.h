/* A generic integrator over a trait for systems, with const generics and closures. */
#define IN 6
#define OUT 1
#include "program.h"
#include "slices.h"

static void rust_integrator_lorenz(const real *x, const real *y, real *k) {
  k[0] = x[0] * (y[1] - y[0]);
  k[1] = y[0] * (x[1] - y[2]) - y[1];
  k[2] = y[0] * y[1] - 2.5 * y[2];
}

FUNCTION real rust_integrator(const real *x, size_t n) {
  real y[3] = {x[2], x[3], x[4]}, d = 1;
  for (int s = 0; s < 4; s++) {
    real k[3], z[3];
    rust_integrator_lorenz(x, y, k);
    for (int i = 0; i < 3; i++) z[i] = y[i] + 0.05 * k[i];
    rust_integrator_lorenz(x, z, k);
    for (int i = 0; i < 3; i++) y[i] += 0.1 * k[i];
  }
  for (int s = 0; s < 3; s++) {
    const double t = s * 0.2;
    const real half = d + 0.1 * (-x[5] * d + t);
    d += 0.2 * (-x[5] * half + t + 0.1);
  }
  return y[0] * y[1] + y[2] * d;
}

VALUE_OF_SLICE(rust_integrator)

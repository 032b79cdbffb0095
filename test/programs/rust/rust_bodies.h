/* Bodies that attract one another, structs with arrays in a Vec, and split_at_mut. */
#define IN 9
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_bodies(const real *x, size_t n) {
  real at[3][2], v[3][2] = {{0}}, s = 0;
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < 2; k++) at[i][k] = x[3 * i + k];
  for (int t = 0; t < 3; t++) {
    for (int i = 1; i < 3; i++)
      for (int j = 0; j < i; j++) {
        real d[2], r2 = 0.05;
        for (int k = 0; k < 2; k++) d[k] = at[j][k] - at[i][k], r2 += d[k] * d[k];
        const real f = 0.1 / (r2 * sqrt(r2));
        for (int k = 0; k < 2; k++) v[i][k] += f * x[3 * j + 2] * d[k], v[j][k] -= f * x[3 * i + 2] * d[k];
      }
    for (int i = 0; i < 3; i++)
      for (int k = 0; k < 2; k++) at[i][k] += 0.1 * v[i][k];
  }
  for (int i = 0; i < 3; i++) s += x[3 * i + 2] * (at[i][0] * at[i][0] + at[i][1]);
  return s;
}

VALUE_OF_SLICE(rust_bodies)

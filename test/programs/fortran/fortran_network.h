/* A small network, with matmul, tanh of arrays, spread and reshape. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real fortran_network(const real *x, int n) {
  static const double in[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, want[4] = {0, 1, 1, 0};
  real loss = 0;
  for (int j = 0; j < 4; j++) {
    real out = 0;
    for (int i = 0; i < 3; i++) out += x[9 + i] * tanh(x[i] * in[j][0] + x[3 + i] * in[j][1] + x[6 + i]);
    loss += (out - want[j]) * (out - want[j]);
  }
  return loss;
}

VALUE_OF_ARRAY(fortran_network)

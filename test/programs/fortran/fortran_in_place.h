/* Intent(inout), a triangular solve and a smoothing sweep in place. */
#define IN 9
#define OUT 9
#include "program.h"

FUNCTION void fortran_in_place(real *x, int n) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < i; j++) x[i] -= x[j] / (i + j + 2);
    x[i] = x[i] / (1 + x[i] * x[i]);
  }
  for (int i = 1; i < n - 1; i++) x[i] = (x[i - 1] + x[i] * x[i + 1]) / 2;
}

IN_PLACE(fortran_in_place)

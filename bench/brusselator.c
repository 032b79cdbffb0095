/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Right-hand side of the Brusselator on a grid of 256 x 256. It needs only its inputs: nothing is kept. */
#include "bench.h"
#include "brusselator.h"

enum { length = 2 * 256 * 256 };
int side = 256;

const struct program program = {.inputs = length, .outputs = length, .need = 0, .adjoint_alone = 1};

void prepare(double *x) {
  for (int i = 0; i < length; i++) x[i] = uniform(0.5, 3);
}

NOINLINE void right_side(const double *RESTRICT now, double *RESTRICT change, int n, double spread) {
  brusselator(now, change, n, spread);
}

double primal(double *x, double *y) {
  right_side(x, y, side, 0.1);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)right_side, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, side,
                    enzyme_const, 0.1);
}

NOINLINE static void backward(const double *restrict now, double *restrict dnow,
                              const double *restrict seed, int n, double spread) {
  brusselator_back(now, dnow, seed, n, spread);
}

void adjoint(double *x, double *dx, double *y, double *dy) { backward(x, dx, dy, side, 0.1); }

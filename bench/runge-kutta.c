/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* The Brusselator on a grid of 64 x 64, integrated in place over 20 steps of the classical Runge-Kutta method. The state is kept once for
 * each step, and the stages of a step are computed again when it is reversed. */
#include "bench.h"
#include "brusselator.h"

enum { length = 2 * 64 * 64, times = 20 };
int side = 64, steps = times;
static double *work, *dwork;

const struct program program = {
    .inputs = length, .outputs = length, .in_place = 1, .need = 8.0 * length * times};

void prepare(double *x) {
  for (int i = 0; i < length; i++) x[i] = uniform(0.5, 3);
  work = zeros(3 * length), dwork = zeros(3 * length);
}

NOINLINE void integrate(double *RESTRICT state, double *RESTRICT stage, double *RESTRICT change,
                        double *RESTRICT sum, int n, int count, double h, double spread) {
  int size = 2 * n * n;
  for (int t = 0; t < count; t++) {
    brusselator(state, change, n, spread);
    for (int i = 0; i < size; i++) sum[i] = change[i], stage[i] = state[i] + h / 2 * change[i];
    brusselator(stage, change, n, spread);
    for (int i = 0; i < size; i++) sum[i] += 2 * change[i], stage[i] = state[i] + h / 2 * change[i];
    brusselator(stage, change, n, spread);
    for (int i = 0; i < size; i++) sum[i] += 2 * change[i], stage[i] = state[i] + h * change[i];
    brusselator(stage, change, n, spread);
    for (int i = 0; i < size; i++) state[i] += h / 6 * (sum[i] + change[i]);
  }
}

double primal(double *x, double *y) {
  integrate(x, work, work + length, work + 2 * length, side, steps, 0.01, 0.5);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)integrate, enzyme_dup, x, dx, enzyme_dup, work, dwork, enzyme_dup,
                    work + length, dwork + length, enzyme_dup, work + 2 * length, dwork + 2 * length,
                    enzyme_const, side, enzyme_const, steps, enzyme_const, 0.01, enzyme_const, 0.5);
}

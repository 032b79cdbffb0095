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

/* One step back: the stages are made again from the state, then reversed; `stage` and `seed` hold four and three states. */
NOINLINE static void step_back(const double *restrict state, double *restrict dstate,
                               double *restrict stage, double *restrict seed, int n, double h, double spread) {
  int size = 2 * n * n;
  const double far[4] = {0, h / 2, h / 2, h}, part[4] = {h / 6, h / 3, h / 3, h / 6};
  double *change = seed, *dstage = seed + size, *dchange = seed + 2 * size;
  for (int s = 0; s < 4; s++) {
    for (int i = 0; i < size; i++) stage[s * size + i] = state[i] + (s > 0 ? far[s] * change[i] : 0);
    if (s < 3) brusselator(stage + s * size, change, n, spread);
  }
  /* The change of a stage goes into the result and into the stage after it. */
  double *sum = change;
  for (int i = 0; i < size; i++) sum[i] = 0, dstage[i] = 0;
  for (int s = 3; s >= 0; s--) {
    double next = s < 3 ? far[s + 1] : 0;
    for (int i = 0; i < size; i++) dchange[i] = part[s] * dstate[i] + next * dstage[i], dstage[i] = 0;
    brusselator_back(stage + s * size, dstage, dchange, n, spread);
    for (int i = 0; i < size; i++) sum[i] += dstage[i];
  }
  for (int i = 0; i < size; i++) dstate[i] += sum[i];
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *tape = malloc(sizeof(double) * length * (times + 7)), *stage = tape + length * times;
  for (int t = 0; t < times; t++) {
    memcpy(tape + t * length, x, length * sizeof *x);
    integrate(x, work, work + length, work + 2 * length, side, 1, 0.01, 0.5);
  }
  for (int t = times - 1; t >= 0; t--)
    step_back(tape + t * length, dx, stage, stage + 4 * length, side, 0.01, 0.5);
  free(tape);
}

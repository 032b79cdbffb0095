/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Burgers' equation in one dimension, 1,000 points, 500 explicit steps with upwind differences and diffusion; the state is
 * stepped in place through a second array. A step depends on the state before it, of which one copy a step is kept. */
#include "bench.h"

int points = 1000, steps = 500;
enum { length = 1000, times = 500 };
static double *work, *dwork;

const struct program program = {.inputs = length,
                                .outputs = length,
                                .in_place = 1,
                                .need = 8.0 * length * times};

void prepare(double *x) {
  for (int i = 0; i < length; i++) x[i] = 1.5 + sin(2 * M_PI * i / length) + uniform(-0.05, 0.05);
  work = zeros(length), dwork = zeros(length);
}

NOINLINE void integrate(double *RESTRICT u, double *RESTRICT next, int n, int count, double a, double b) {
  for (int t = 0; t < count; t++) {
    for (int i = 1; i < n - 1; i++)
      next[i] = u[i] - a * u[i] * (u[i] - u[i - 1]) + b * (u[i + 1] - 2 * u[i] + u[i - 1]);
    for (int i = 1; i < n - 1; i++) u[i] = next[i];
  }
}

double primal(double *x, double *y) {
  integrate(x, work, points, steps, 0.2, 0.1);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)integrate, enzyme_dup, x, dx, enzyme_dup, work, dwork, enzyme_const, points,
                    enzyme_const, steps, enzyme_const, 0.2, enzyme_const, 0.1);
}

NOINLINE static void backward(double *restrict u, double *restrict du, double *restrict old,
                              double *restrict tape, int n, int count, double a, double b) {
  for (int t = 0; t < count; t++) {
    double *state = memcpy(tape + (size_t)t * n, u, n * sizeof *u);
    for (int i = 1; i < n - 1; i++)
      u[i] = state[i] - a * state[i] * (state[i] - state[i - 1]) +
             b * (state[i + 1] - 2 * state[i] + state[i - 1]);
  }
  for (int t = count - 1; t >= 0; t--) {
    const double *state = tape + (size_t)t * n;
    /* The state at a point is used at the point, at the next and at the one before; the ends keep theirs. */
    double first = du[0], last = du[n - 1];
    memcpy(old, du, n * sizeof *du);
    old[0] = old[n - 1] = 0;
    for (int i = 1; i < n - 1; i++)
      du[i] = old[i] * (1 - a * (2 * state[i] - state[i - 1]) - 2 * b) +
              old[i + 1] * (a * state[i + 1] + b) + old[i - 1] * b;
    du[0] = first + old[1] * (a * state[1] + b);
    du[n - 1] = last + old[n - 2] * b;
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *tape = malloc(sizeof(double) * length * times);
  backward(x, dx, work, tape, points, steps, 0.2, 0.1);
  free(tape);
}

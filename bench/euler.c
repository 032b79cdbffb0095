/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Euler's equations of a gas in one dimension, 400 cells, 100 steps in place: slopes limited by minmod, states at both sides of a face,
 * Rusanov's flux. The state is kept once for each step, and the fluxes of a step are computed again when it is reversed. */
#include "bench.h"

enum { length = 400, times = 100, kinds = 3 };
int cells = length, steps = times;
static double *work, *dwork;

const struct program program = {.inputs = kinds * length,
                                .outputs = kinds * length,
                                .in_place = 1,
                                .kinks = 1,
                                .need = 8.0 * kinds * length * times};

void prepare(double *x) {
  for (int i = 0; i < length; i++) {
    double density = 1 + 0.3 * sin(4 * M_PI * i / length) + uniform(-0.02, 0.02);
    double speed = 0.4 * cos(2 * M_PI * i / length) + uniform(-0.02, 0.02), pressure = 1 + uniform(0, 0.2);
    x[kinds * i] = density, x[kinds * i + 1] = density * speed;
    x[kinds * i + 2] = pressure / 0.4 + 0.5 * density * speed * speed;
  }
  work = zeros(kinds * length), dwork = zeros(kinds * length);
}

static double limited(double a, double b) {
  if (a * b <= 0) return 0;
  return fabs(a) < fabs(b) ? a : b;
}

/* The flux of a state, and the speed of the fastest wave. */
static double flux_of(const double *u, double *flux) {
  double speed = u[1] / u[0], pressure = 0.4 * (u[2] - 0.5 * u[1] * speed);
  flux[0] = u[1], flux[1] = u[1] * speed + pressure, flux[2] = (u[2] + pressure) * speed;
  return fabs(speed) + sqrt(1.4 * pressure / u[0]);
}

/* The states at both sides of the face behind a cell. */
static void sides(const double *u, double *left, double *right) {
  for (int k = 0; k < kinds; k++) {
    const double *at = u + k;
    double before = at[0] - at[-kinds], here = at[kinds] - at[0], after = at[2 * kinds] - at[kinds];
    left[k] = at[0] + 0.5 * limited(before, here);
    right[k] = at[kinds] - 0.5 * limited(here, after);
  }
}

static void step(double *u, double *flux, int n, double h) {
  for (int i = 1; i < n - 2; i++) {
    double left[kinds], right[kinds], from_left[kinds], from_right[kinds];
    sides(u + kinds * i, left, right);
    double a = flux_of(left, from_left), b = flux_of(right, from_right), fastest = a > b ? a : b;
    for (int k = 0; k < kinds; k++)
      flux[kinds * i + k] = 0.5 * (from_left[k] + from_right[k] - fastest * (right[k] - left[k]));
  }
  for (int i = 2; i < n - 2; i++)
    for (int k = 0; k < kinds; k++)
      u[kinds * i + k] -= h * (flux[kinds * i + k] - flux[kinds * (i - 1) + k]);
}

NOINLINE void integrate(double *RESTRICT u, double *RESTRICT flux, int n, int count, double h) {
  for (int t = 0; t < count; t++) step(u, flux, n, h);
}

double primal(double *x, double *y) {
  integrate(x, work, cells, steps, 0.2);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)integrate, enzyme_dup, x, dx, enzyme_dup, work, dwork, enzyme_const, cells,
                    enzyme_const, steps, enzyme_const, 0.2);
}

#include "euler-adjoint.h"

/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Eight bodies under gravity, 2,000 steps of the leapfrog method in place, softened; active are places, velocities and masses. The
 * forces of a step depend on the places alone, of which one copy a step is kept. */
#include "bench.h"

enum { bodies = 8, times = 2000 };
int count = bodies, steps = times;

const struct program program = {.inputs = 7 * bodies,
                                .outputs = 7 * bodies,
                                .in_place = 1,
                                .need = 8.0 * 3 * bodies * times};

void prepare(double *x) {
  for (int i = 0; i < 3 * bodies; i++) x[i] = uniform(-2, 2), x[3 * bodies + i] = uniform(-0.5, 0.5);
  for (int i = 0; i < bodies; i++) x[6 * bodies + i] = uniform(0.1, 0.5);
}

NOINLINE void integrate(double *RESTRICT place, double *RESTRICT speed, const double *RESTRICT mass, int n,
                        int t_end, double h) {
  for (int t = 0; t < t_end; t++) {
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double d[3], square = 0.05;
        for (int k = 0; k < 3; k++) d[k] = place[3 * i + k] - place[3 * j + k], square += d[k] * d[k];
        double pull = h / (square * sqrt(square));
        for (int k = 0; k < 3; k++) {
          speed[3 * i + k] -= d[k] * mass[j] * pull;
          speed[3 * j + k] += d[k] * mass[i] * pull;
        }
      }
    }
    for (int i = 0; i < 3 * n; i++) place[i] += h * speed[i];
  }
}

double primal(double *x, double *y) {
  integrate(x, x + 3 * bodies, x + 6 * bodies, count, steps, 0.0005);
  return 0;
}

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)integrate, enzyme_dup, x, dx, enzyme_dup, x + 3 * bodies, dx + 3 * bodies,
                    enzyme_dup, x + 6 * bodies, dx + 6 * bodies, enzyme_const, count, enzyme_const, steps,
                    enzyme_const, 0.0005);
}

NOINLINE static void backward(double *restrict place, double *restrict dplace, double *restrict speed,
                              double *restrict dspeed, const double *restrict mass,
                              double *restrict dmass, double *restrict tape, int n, int t_end, double h) {
  for (int t = 0; t < t_end; t++) {
    memcpy(tape + t * 3 * n, place, 3 * n * sizeof *place);
    integrate(place, speed, mass, n, 1, h);
  }
  for (int t = t_end - 1; t >= 0; t--) {
    const double *at = tape + t * 3 * n;
    for (int i = 0; i < 3 * n; i++) dspeed[i] += h * dplace[i];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double d[3], to_i[3], square = 0.05, dpull = 0, by_i = 0, by_j = 0;
        for (int k = 0; k < 3; k++) d[k] = at[3 * i + k] - at[3 * j + k], square += d[k] * d[k];
        double pull = h / (square * sqrt(square));
        for (int k = 0; k < 3; k++) {
          by_i += d[k] * dspeed[3 * j + k], by_j -= d[k] * dspeed[3 * i + k];
          to_i[k] = mass[i] * dspeed[3 * j + k] - mass[j] * dspeed[3 * i + k];
          dpull += d[k] * to_i[k];
        }
        dmass[i] += pull * by_i, dmass[j] += pull * by_j;
        double factor = -3 * pull / square * dpull;
        for (int k = 0; k < 3; k++) {
          double sum = pull * to_i[k] + factor * d[k];
          dplace[3 * i + k] += sum, dplace[3 * j + k] -= sum;
        }
      }
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *tape = malloc(sizeof(double) * 3 * bodies * times);
  backward(x, dx, x + 3 * bodies, dx + 3 * bodies, x + 6 * bodies, dx + 6 * bodies, tape, count, steps,
           0.0005);
  free(tape);
}

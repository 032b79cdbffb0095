/* How far a simulated oscillator is from what was observed: the function whose gradient we want.
 *
 * A stiff, driven Van der Pol oscillator is integrated by the implicit midpoint rule. Every step solves a
 * 2x2 nonlinear system by Newton's method, which stops when it has converged, so the number of iterations
 * depends on the data. The misfit is Huber's: quadratic for small residuals, linear for large ones.
 */
#include <math.h>

enum { OBSERVATIONS = 8, NEWTON_LIMIT = 30 };

static const double observed[OBSERVATIONS] = {1.90, 1.71, 1.35, -0.40, -1.95, -1.70, -1.10, 0.90};

/* parameters: stiffness, log of the frequency, amplitude of the drive, initial position */
double misfit(const double *p, int steps_between) {
  const double mu = p[0], omega = exp(p[1]), drive = p[2], h = 1.0 / steps_between;
  double x = p[3], v = 0.0, t = 0.0, sum = 0.0;

  for (int k = 0; k < OBSERVATIONS; k++) {
    for (int step = 0; step < steps_between; step++) {
      const double force = drive * sin(0.7 * (t + 0.5 * h));
      double xm = x, vm = v; /* the midpoint, found by Newton's method */
      for (int i = 0; i < NEWTON_LIMIT; i++) {
        const double r1 = xm - x - 0.5 * h * vm;
        const double r2 = vm - v - 0.5 * h * (mu * (1 - xm * xm) * vm - omega * omega * xm + force);
        const double j21 = 0.5 * h * (2 * mu * xm * vm + omega * omega);
        const double j22 = 1 - 0.5 * h * mu * (1 - xm * xm);
        const double det = j22 + 0.5 * h * j21;
        const double dx = (r1 * j22 + 0.5 * h * r2) / det;
        const double dv = (r2 - j21 * r1) / det;
        xm -= dx;
        vm -= dv;
        if (hypot(dx, dv) < 1e-12) break;
      }
      x = 2 * xm - x;
      v = 2 * vm - v;
      t += h;
    }
    const double residual = fabs(x - observed[k]);
    sum += residual < 0.5 ? 0.5 * residual * residual : 0.5 * (residual - 0.25);
  }
  return log1p(sum);
}

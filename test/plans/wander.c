/* A loop of which only the run shows the end, and a branch in it. */
#include <math.h>
double wander(double x, double step) {
  while (fabs(x) < 10) {
    if (x > 1) x = x * x * step;
    else x = exp(x) + step;
  }
  return x;
}

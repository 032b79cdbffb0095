/* Composite five-point Gauss-Legendre rule from static tables, nested twice: a double integral. */
#define IN 4
#define OUT 1
#include "program.h"

static const double node[5] = {-0.906179845938664, -0.538469310105683, 0, 0.538469310105683, 0.906179845938664};
static const double weight_of[5] = {0.236926885056189, 0.478628670499366, 0.568888888888889, 0.478628670499366,
                                    0.236926885056189};

FUNCTION real gauss_legendre(const real *x, int n) {
  real sum = 0;
  for (int panel = 0; panel < n; panel++)
    for (int i = 0; i < 5; i++) {
      real inner = 0;
      const double u = (panel + 0.5 + 0.5 * node[i]) / n;
      for (int j = 0; j < 5; j++) {
        const double v = 0.5 + 0.5 * node[j];
        inner += weight_of[j] * sqrt(x[0] + x[1] * u * v) * sin(x[2] * u + x[3] * v);
      }
      sum += weight_of[i] * inner * inner;
    }
  return sum / n;
}

VALUE_OF_ARRAY(gauss_legendre)

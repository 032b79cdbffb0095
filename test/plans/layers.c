/* Layers of a network that share a work space: of a layer the products with all weights need what goes in. */
#include <math.h>
double layers(const double *w, double *space, int count, int n) {
  for (int l = 0; l < count; l++)
    for (int k = 0; k < n; k++) {
      double sum = 0;
      for (int j = 0; j < n; j++) sum += w[(l * n + k) * n + j] * space[l * n + j];
      space[(l + 1) * n + k] = tanh(sum);
    }
  return space[count * n];
}

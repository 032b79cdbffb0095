/* log of a sum of exponentials, with the maximum taken out first. */
#include <math.h>
#define N 5
static const double point[N] = {0.3, -1.1, 2.2, 0.9, 1.7};
double value(const double *x) {
  double top = x[0], sum = 0;
  for (int i = 1; i < N; i++)
    if (x[i] > top) top = x[i];
  for (int i = 0; i < N; i++) sum += exp(x[i] - top);
  return top + log(sum);
}

/* The square of the product of a triangle and a vector: inner loops are of another length each time. */
#include <math.h>
double triangle(const double *l, const double *x, int n) {
  double square = 0;
  for (int i = 0; i < n; i++) {
    double sum = exp(l[i]) * x[i];
    for (int j = 0; j < i; j++) sum += sin(l[n + j]) * x[j];
    square += sum * sum;
  }
  return square;
}

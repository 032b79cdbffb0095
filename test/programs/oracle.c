/* Computes the gradient of PROGRAM without tsad and prints it. */
#include PROGRAM

static void show_outputs(void) {
  real in[IN], out[OUT];
  for (int i = 0; i < IN; i++) in[i] = input(i);
  for (int k = 0; k < OUT; k++) out[k] = 0;
  apply(in, out);
  printf("outputs");
  for (int k = 0; k < OUT; k++) printf(" %.21Lg", (long double)VALUE(out[k]));
  printf("\n");
}

static real objective(const real *x) {
  real in[IN], out[OUT], sum = 0;
  for (int i = 0; i < IN; i++) in[i] = x[i];
  for (int k = 0; k < OUT; k++) out[k] = 0;
  apply(in, out);
  for (int k = 0; k < OUT; k++) sum += weight(k) * out[k];
  return sum;
}

#ifdef DIFFERENCES
#include "differences.h"
#else
/* Squire and Trapp, SIAM Review 40 (1998): an imaginary step needs no subtraction, so it can be tiny. */
static long double slope(real *x, int i, UNUSED long double *estimate) {
  const real at = x[i];
  x[i] = at + 1e-30L * I;
  const long double result = cimagl(objective(x)) / 1e-30L;
  x[i] = at;
  return result;
}
#endif

int main(void) {
  real x[IN];
  for (int i = 0; i < IN; i++) x[i] = input(i);
  show_outputs();
  // The function may print, too: all of it is called before a line is begun.
  long double slopes[IN], largest = 0;
  for (int i = 0; i < IN; i++) {
    long double estimate = 0;
    slopes[i] = slope(x, i, &estimate);
    if (!(estimate <= largest)) largest = estimate;
  }
#ifdef DIFFERENCES
  printf("method differences\n");
#else
  printf("method step\n");
#endif
  printf("estimate %.3Lg\n", largest);
  printf("expected");
  for (int i = 0; i < IN; i++) printf(" %.21Lg", slopes[i]);
  printf("\n");
  return 0;
}

/* Computes the gradient of PROGRAM without tsad and prints it. */
#include PROGRAM

static void show_outputs() {
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
/* Central differences of three steps, extrapolated twice: the error falls with the sixth power of the step. */
static long double slope(real *x, int i) {
  long double rows[3];
  const real at = x[i];
  for (int k = 0; k < 3; k++) {
    const real h = 1e-3L / (1 << k);
    x[i] = at + h;
    const real above = objective(x), high = x[i];
    x[i] = at - h;
    const real below = objective(x), low = x[i];
    rows[k] = (above - below) / (high - low);
    x[i] = at;
  }
  const long double coarse = (4 * rows[1] - rows[0]) / 3, fine = (4 * rows[2] - rows[1]) / 3;
  return (16 * fine - coarse) / 15;
}
#else
/* Squire and Trapp, SIAM Review 40 (1998): an imaginary step needs no subtraction, so it can be tiny. */
static long double slope(real *x, int i) {
  const real at = x[i];
  x[i].value.imag(1e-30L);
  const long double result = objective(x).value.imag() / 1e-30L;
  x[i] = at;
  return result;
}
#endif

int main() {
  real x[IN];
  for (int i = 0; i < IN; i++) x[i] = input(i);
#ifdef DIFFERENCES
  printf("method differences\n");
#else
  printf("method step\n");
#endif
  show_outputs();
  // The function may print, too: all of it is called before a line is begun.
  long double slopes[IN];
  for (int i = 0; i < IN; i++) slopes[i] = slope(x, i);
  printf("expected");
  for (int i = 0; i < IN; i++) printf(" %.21Lg", slopes[i]);
  printf("\n");
  return 0;
}

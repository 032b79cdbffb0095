/* Calls the gradient of PROGRAM and prints what it returned and what it left behind, as hexadecimal floats. With ALONE only
 * the function itself is called. */
#include PROGRAM

static void show(const char *what, const real *values, int n) {
  printf("%s", what);
  for (int i = 0; i < n; i++) printf(" %La", (long double)values[i]);
  printf("\n");
}

#ifndef ALONE
/* The gradient into shadows that hold `start`; in[] and out[] are what it left. */
static void run(real start, real *in, real *out, real *din) {
  real dout[OUT];
  for (int i = 0; i < IN; i++) in[i] = input(i), din[i] = start;
  for (int k = 0; k < OUT; k++) out[k] = 0, dout[k] = weight(k);
  gradient(in, din, out, dout);
}

#endif

int main(void) {
  real in[IN], out[OUT], din[IN];
  for (int i = 0; i < IN; i++) in[i] = input(i);
  for (int k = 0; k < OUT; k++) out[k] = 0;
  apply(in, out);
  printf("scalar %s\n", TEXT(SCALAR));
  show("primal-outputs", out, OUT);
  show("primal-inputs", in, IN);
#ifndef ALONE
  run(0, in, out, din);
  show("outputs", out, OUT);
  show("inputs", in, IN);
  show("gradient", din, IN);
  run(0, in, out, din);
  show("again", din, IN);
  run(2, in, out, din);
  show("added", din, IN);
#endif
  return 0;
}

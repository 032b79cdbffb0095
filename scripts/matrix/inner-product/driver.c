/* Takes PROGRAM in some directions forward, one by one and all at once, and where REVERSE is defined its gradient along them. */
#define _GNU_SOURCE
#include <stdio.h>
#include PROGRAM

#ifdef __cplusplus
extern "C" {
#endif
void wrapped(real *in, real *out);
void wrapped_fwd(real *in, real *din, real *out, real *dout);
/* An array of pointers is passed as so many pointers. */
void wrapped_fwd3(real *in, real *a, real *b, real *c, real *out, real *da, real *db, real *dc);
void wrapped_grad(real *in, real *din, real *out, real *dout);
#ifdef __cplusplus
}
#endif

#define DIRECTIONS 3

static real in[IN], out[OUT], v[DIRECTIONS][IN], dout[DIRECTIONS][OUT], gradient_[IN], weights_[OUT];

static void start(void) {
  for (int i = 0; i < IN; i++) {
    in[i] = input(i);
    gradient_[i] = 0;
    for (int d = 0; d < DIRECTIONS; d++) v[d][i] = (real)(((i * 7 + d * 3) % 11 - 5) * 0.25);
  }
  for (int k = 0; k < OUT; k++) {
    out[k] = 0;
    weights_[k] = weight(k);
    for (int d = 0; d < DIRECTIONS; d++) dout[d][k] = 0;
  }
}

static void show(const char *what, const real *values, int n) {
  printf("%s", what);
  for (int i = 0; i < n; i++) printf(" %La", (long double)values[i]);
  printf("\n");
}

/* <weights, J v>, in the widest precision */
static void show_products(const char *what) {
  printf("%s", what);
  for (int d = 0; d < DIRECTIONS; d++) {
    long double sum = 0;
    for (int k = 0; k < OUT; k++) sum += (long double)weight(k) * dout[d][k];
    printf(" %La", sum);
  }
  printf("\n");
}

int main(void) {
  start();
  wrapped(in, out);
  show("primal-outputs", out, OUT);
  real kept[DIRECTIONS][OUT];
  for (int d = 0; d < DIRECTIONS; d++) {
    start();
    wrapped_fwd(in, v[d], out, dout[d]);
    for (int k = 0; k < OUT; k++) kept[d][k] = dout[d][k];
  }
  show("outputs", out, OUT);
  for (int d = 0; d < DIRECTIONS; d++)
    for (int k = 0; k < OUT; k++) dout[d][k] = kept[d][k];
  show_products("forward");
  start();
  wrapped_fwd3(in, v[0], v[1], v[2], out, dout[0], dout[1], dout[2]);
  show("outputs-at-once", out, OUT);
  show_products("at-once");
#ifdef REVERSE
  start();
  wrapped_grad(in, gradient_, out, weights_);
  real direction[DIRECTIONS][IN], gradient[IN];
  for (int i = 0; i < IN; i++) gradient[i] = gradient_[i];
  start();
  for (int d = 0; d < DIRECTIONS; d++)
    for (int i = 0; i < IN; i++) direction[d][i] = v[d][i];
  printf("reverse");
  for (int d = 0; d < DIRECTIONS; d++) {
    long double sum = 0;
    for (int i = 0; i < IN; i++) sum += (long double)gradient[i] * direction[d][i];
    printf(" %La", sum);
  }
  printf("\n");
#endif
  return 0;
}

/* A recursive descent parser that evaluates an expression over active numbers. */
#define IN 4
#define OUT 1
#include "program.h"

struct input {
  const char *at;
  const real *x;
};
static real sum_of(struct input *in);
static real factor(struct input *in) {
  if (*in->at == '(') {
    in->at++;
    const real v = sum_of(in);
    in->at++;
    return v;
  }
  return in->x[*in->at++ - 'a'];
}
static real product(struct input *in) {
  real v = factor(in);
  while (*in->at == '*' || *in->at == '/') {
    if (*in->at++ == '*') v *= factor(in);
    else v /= factor(in);
  }
  return v;
}
static real sum_of(struct input *in) {
  real v = product(in);
  while (*in->at == '+') {
    in->at++;
    v += product(in);
  }
  return v;
}
FUNCTION real expression_parser(const real *x, int n) {
  struct input in = {n > 3 ? "a*(b+c/d)*(a+a*d)+b*c" : "a", x};
  return sum_of(&in);
}

VALUE_OF_ARRAY(expression_parser)

/* An exception leaves the gradient for some inputs: the caller catches it, and nothing is lost. */
#define IN 4
#define OUT 1
#include "program.hpp"
#include <stdexcept>
#include <vector>

#ifdef BODY
FUNCTION real exception_leaves(const real *x, int n) {
  std::vector<real> squares;
  for (int i = 0; i < n; i++) squares.push_back(x[i] * x[i]);
  if (n != IN) throw std::invalid_argument("the number of values");
  real product = 1;
  for (const real &each : squares) product *= 1 + each;
  return product;
}
#endif

extern "C" real exception_leaves(const real *, int);
APPLY { out[0] = exception_leaves(in, IN); }
GRADIENT(void exception_leaves_grad(const real *, real *, int, real)) {
  bool caught = false;
  try {
    exception_leaves_grad(in, din, IN - 1, dout[0]);
  } catch (const std::invalid_argument &) {
    caught = true;
  }
  if (!caught) return;
  exception_leaves_grad(in, din, IN, dout[0]);
  out[0] = exception_leaves(in, IN);
}

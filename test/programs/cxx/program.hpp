/* What every program of this folder is written against: ../program.h in C++. One source is compiled in three ways:
 *
 *   -DPRIMAL   the differentiated function alone, in double precision: the input of tsad
 *   -DDRIVER   a program that calls the function and its gradient; it lacks what stands between #ifdef BODY and #endif,
 *              unless -DALONE says that there is no gradient
 *   -DORACLE   a program that computes the gradient without tsad: by the complex step, or with DIFFERENCES by
 *              extrapolated central differences in long double
 *
 * A program defines before the include: IN and OUT, the numbers of inputs and outputs; LOW and HIGH, the range of the
 * inputs; DIFFERENCES where it is not analytic along its path. After the function come APPLY, which computes out[] from
 * in[], and GRADIENT, which adds to din[] given dout[] and leaves the primal's outputs in out[].
 *
 * Functions of <cmath> are called without std::, so that the oracle finds its own for `real`.
 */
#ifndef LOW
#define LOW 0.2
#define HIGH 1.4
#endif

#define UNUSED __attribute__((unused))
#define FUNCTION extern "C"

#include <cmath>
#include <cstddef>
#include <cstring>

#if defined PRIMAL || defined ORACLE || defined ALONE
#undef BODY
#define BODY
#endif

#if defined ORACLE && defined DIFFERENCES
typedef long double real;
#define VALUE(x) (x)
#elif defined ORACLE
#include "step.hpp"
typedef step real;
#define VALUE(x) ((x).value.real())
#else
typedef double real;
#define VALUE(x) (x)
#endif

#define APPLY static UNUSED void apply(UNUSED real *in, UNUSED real *out)
#define GRADIENT(prototype) \
  extern "C" prototype;     \
  static UNUSED void gradient(UNUSED real *in, UNUSED real *din, UNUSED real *out, UNUSED real *dout)

/* The shadow of an output is zero after the gradient; what is left of it would spoil the result. */
#define CONSUMED(shadow, n) \
  for (int left = 0; left < (n); left++) din[0] += shadow[left]

/* real f(const real *x, int n) */
#define VALUE_OF_ARRAY(f)                                    \
  extern "C" real f(const real *, int);                      \
  APPLY { out[0] = f(in, IN); }                              \
  GRADIENT(void f##_grad(const real *, real *, int, real)) { \
    f##_grad(in, din, IN, dout[0]);                          \
    out[0] = f(in, IN);                                      \
  }

/* void f(const real *x, real *y, int n) */
#define ARRAY_OF_ARRAY(f)                                              \
  extern "C" void f(const real *, real *, int);                        \
  APPLY { f(in, out, IN); }                                            \
  GRADIENT(void f##_grad(const real *, real *, real *, real *, int)) { \
    f##_grad(in, din, out, dout, IN);                                  \
    CONSUMED(dout, OUT);                                               \
  }

/* real f(const real *x, int n), whose gradient `void f_grad(const real *x, real *dx, int n)` is asked for in the source */
#define CALLED_IN_SOURCE(f)                             \
  extern "C" real f(const real *, int);                 \
  APPLY { out[0] = f(in, IN); }                         \
  GRADIENT(void f##_grad(const real *, real *, int)) {  \
    f##_grad(in, din, IN);                              \
    out[0] = f(in, IN);                                 \
  }

#if defined DRIVER || defined ORACLE
#include <cstdio>
/* The inputs: fixed, of no special structure. */
static double input(int i) {
  unsigned long long state = 0x9e3779b97f4a7c15ull * (unsigned long long)(i + 1);
  state ^= state >> 29;
  state *= 0xbf58476d1ce4e5b9ull;
  state ^= state >> 32;
  return (LOW) + ((HIGH) - (LOW)) * ((double)(state >> 11) / 9007199254740992.0);
}
/* The weights of the outputs. */
static double weight(int k) { return OUT == 1 ? 1.0 : 0.25 + 0.5 * (k % 4); }
#endif

/* What every program of this folder is written against. One source is compiled in three ways:
 *
 *   -DPRIMAL   the differentiated function alone, in its own precision: the input of tsad
 *   -DDRIVER   a program that calls the function and its gradient (the function itself is weak here, so that the
 *              linker takes the one from the module that tsad wrote)
 *   -DORACLE   a program that computes the gradient without tsad: by the complex step, or with DIFFERENCES by
 *              extrapolated central differences
 *
 * A program defines before the include: IN and OUT, the numbers of inputs and outputs; LOW and HIGH, the range of the
 * inputs; SCALAR, its precision; DIFFERENCES where it is not analytic along its path. After the function come APPLY,
 * which computes out[] from in[], and GRADIENT, which adds to din[] given dout[] and leaves the primal's outputs in out[].
 */
#ifndef LOW
#define LOW 0.2
#define HIGH 1.4
#endif
#ifndef SCALAR
#define SCALAR double
#endif

#define UNUSED __attribute__((unused))
#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x

#if defined ORACLE && defined DIFFERENCES
#include <complex.h>
#include <tgmath.h>
#ifndef WIDEST
#define WIDEST long double
#endif
typedef WIDEST real;
#define cplx long double _Complex
#define VALUE(x) (x)
#elif defined ORACLE
#include <complex.h>
#include <tgmath.h>
typedef long double _Complex real;
#define VALUE(x) creall(x)
/* Comparisons look at the real part, which is what the program without the step does. */
static UNUSED real step_abs(real x) { return creall(x) < 0 ? -x : x; }
static UNUSED real step_max(real x, real y) { return creall(x) < creall(y) ? y : x; }
static UNUSED real step_min(real x, real y) { return creall(x) < creall(y) ? x : y; }
#undef fabs
#define fabs(x) step_abs(x)
#undef fmax
#define fmax(x, y) step_max(x, y)
#undef fmin
#define fmin(x, y) step_min(x, y)
#else
#include <complex.h>
#include <math.h>
typedef SCALAR real;
#define cplx SCALAR _Complex
#define VALUE(x) (x)
#endif

#include <string.h>

#ifdef DRIVER
#define FUNCTION __attribute__((weak))
#else
#define FUNCTION
#endif

#define APPLY static UNUSED void apply(UNUSED real *in, UNUSED real *out)
#define GRADIENT(prototype) \
  prototype;                \
  static UNUSED void gradient(UNUSED real *in, UNUSED real *din, UNUSED real *out, UNUSED real *dout)

/* The shadow of an output is zero after the gradient; what is left of it would spoil the result. */
#define CONSUMED(shadow, n) \
  for (int left = 0; left < (n); left++) din[0] += shadow[left]

/* real f(const real *x, int n) */
#define VALUE_OF_ARRAY(f)                                      \
  APPLY { out[0] = f(in, IN); }                                \
  GRADIENT(void f##_grad(const real *, real *, int, real)) {   \
    f##_grad(in, din, IN, dout[0]);                            \
    out[0] = f(in, IN);                                        \
  }

/* void f(const real *x, real *y, int n) */
#define ARRAY_OF_ARRAY(f)                                               \
  APPLY { f(in, out, IN); }                                             \
  GRADIENT(void f##_grad(const real *, real *, real *, real *, int)) {  \
    f##_grad(in, din, out, dout, IN);                                   \
    CONSUMED(dout, OUT);                                                \
  }

/* void f(real *x, int n), which changes x in place; IN and OUT are the same */
#define IN_PLACE(f)                                         \
  APPLY {                                                   \
    for (int i = 0; i < IN; i++) out[i] = in[i];            \
    f(out, IN);                                             \
  }                                                         \
  GRADIENT(void f##_grad(real *, real *, int)) {            \
    for (int i = 0; i < IN; i++) out[i] = in[i];            \
    f##_grad(out, dout, IN);                                \
    for (int i = 0; i < IN; i++) din[i] += dout[i];         \
  }

/* real f(const real *x, int n), whose gradient `void f_grad(const real *x, real *dx, int n)` is asked for in the source */
#define CALLED_IN_SOURCE(f)                             \
  APPLY { out[0] = f(in, IN); }                         \
  GRADIENT(void f##_grad(const real *, real *, int)) {  \
    f##_grad(in, din, IN);                              \
    out[0] = f(in, IN);                                 \
  }

/* Sets the shadows of global variables to zero; a module without such variables has no use for it. */
#ifdef DRIVER
extern void tsad_zero_shadows(void) __attribute__((weak));
static UNUSED void zero_shadows(void) {
  if (tsad_zero_shadows) tsad_zero_shadows();
}
#endif

#if defined DRIVER || defined ORACLE
#include <stdio.h>
/* The inputs: fixed, of no special structure, exact in the program's precision. */
static SCALAR input(int i) {
  unsigned long long state = 0x9e3779b97f4a7c15ull * (unsigned long long)(i + 1);
  state ^= state >> 29;
  state *= 0xbf58476d1ce4e5b9ull;
  state ^= state >> 32;
  return (SCALAR)((LOW) + ((HIGH) - (LOW)) * ((double)(state >> 11) / 9007199254740992.0));
}
/* The weights of the outputs, exact in half precision. */
static SCALAR weight(int k) { return (SCALAR)(OUT == 1 ? 1.0 : 0.25 + 0.5 * (k % 4)); }
#endif

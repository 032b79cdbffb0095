/* How Rust passes slices to functions, in its own convention as in C with two parameters: the address and the number of elements. */
#include <stddef.h>

/* fn f(x: &[f64]) -> f64 */
#define VALUE_OF_SLICE(f)                                       \
  APPLY { out[0] = f(in, IN); }                                 \
  GRADIENT(void f##_grad(const real *, real *, size_t, real)) { \
    f##_grad(in, din, IN, dout[0]);                             \
    out[0] = f(in, IN);                                         \
  }

/* fn f(x: &[f64], y: &mut [f64]) */
#define SLICE_OF_SLICE(f)                                                          \
  APPLY { f(in, IN, out, OUT); }                                                   \
  GRADIENT(void f##_grad(const real *, real *, size_t, real *, real *, size_t)) {  \
    f##_grad(in, din, IN, out, dout, OUT);                                         \
    CONSUMED(dout, OUT);                                                           \
  }

/* fn f(x: &mut [f64]) */
#define SLICE_IN_PLACE(f)                                   \
  APPLY {                                                   \
    for (int i = 0; i < IN; i++) out[i] = in[i];            \
    f(out, IN);                                             \
  }                                                         \
  GRADIENT(void f##_grad(real *, real *, size_t)) {         \
    for (int i = 0; i < IN; i++) out[i] = in[i];            \
    f##_grad(out, dout, IN);                                \
    for (int i = 0; i < IN; i++) din[i] += dout[i];         \
  }

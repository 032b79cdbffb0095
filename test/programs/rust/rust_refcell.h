/* Interior mutability, Cell and RefCell behind Rc. */
#define IN 8
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_refcell(const real *x, size_t n) {
  real total = 0.5, parts[3] = {1, 1, 1};
  for (size_t i = 0; i < n; i++) {
    const real v = i % 2 == 0 ? x[i] : sin(x[i]);
    total += v * v;
    parts[i % 3] += v;
  }
  return total * (parts[0] * parts[1] - parts[2]);
}

VALUE_OF_SLICE(rust_refcell)

/* Structs with methods, passed by reference and returned by value. */
#define IN 12
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_struct(const real *x, size_t n) {
  real px = 1, py = 0, s = 0;
  for (size_t i = 0; i + 2 <= n; i += 2) {
    const real qx = x[i], qy = x[i + 1], rx = px * qx - py * qy, ry = px * qy + py * qx;
    px = rx, py = ry;
    s += sqrt(px * px + py * py);
  }
  return s;
}

VALUE_OF_SLICE(rust_struct)

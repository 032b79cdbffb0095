/* std::valarray: lazy expressions, slices, sum, apply. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <valarray>
namespace {
real cube(real v) { return v * v * v; }
}  // namespace

FUNCTION real std_valarray(const real *x, int n) {
  std::valarray<real> a(x, n), b(real(0.5), n);
  b += a * a - real(2) * a;
  const std::valarray<real> evens = b[std::slice(0, 3, 2)];
  b[std::slice(1, 3, 2)] = evens;
  return (a * b).sum() + std::valarray<real>(evens.apply(cube)).sum() * b.max();
}
#endif
VALUE_OF_ARRAY(std_valarray)

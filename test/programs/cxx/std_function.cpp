/* std::function holding a plain function, a small lambda, a lambda too large for its buffer, and a function object. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <functional>
namespace {
real plain(real v) { return v * v; }
struct affine {
  real a, b;
  real operator()(real v) const { return a * v + b; }
};
}  // namespace

FUNCTION real std_function(const real *x, int n) {
  const real a = x[0], b = x[1], c = x[2], d = x[3];
  const std::function<real(real)> steps[] = {
      plain,
      [x](real v) { return v * x[4]; },
      [a, b, c, d](real v) { return a + v * (b + v * (c + v * d)); },
      affine{x[5], x[0]},
  };
  real value = x[5];
  for (const auto &each : steps) value = each(value);
  return value;
}
#endif
VALUE_OF_ARRAY(std_function)

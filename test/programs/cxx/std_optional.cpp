/* std::optional as a result and as a member. */
#define IN 4
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <optional>
namespace {
std::optional<real> root(const real &v) {
  if (VALUE(v) < 0) return std::nullopt;
  return sqrt(v);
}
struct setting {
  std::optional<real> scale;
  real apply(const real &v) const { return scale ? *scale * v : v; }
};
}  // namespace

FUNCTION void std_optional(const real *x, real *y, int n) {
  setting s;
  y[0] = s.apply(x[0]) + root(x[1]).value_or(x[2]);
  s.scale = root(-x[1]);
  y[1] = s.apply(x[2]) * root(-x[0]).value_or(x[3]);
  s.scale = root(x[0] * x[3]);
  y[0] *= s.apply(x[2]);
}
#endif
ARRAY_OF_ARRAY(std_optional)

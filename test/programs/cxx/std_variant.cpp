/* std::variant with std::visit, get and holds_alternative. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <variant>
namespace {
struct ball {
  real radius;
};
struct box {
  real a, b, c;
};
typedef std::variant<int, real, ball, box> solid;
struct volume {
  real operator()(int count) const { return count; }
  real operator()(const real &v) const { return v; }
  real operator()(const ball &s) const { return 4.0 / 3 * 3.14 * s.radius * s.radius * s.radius; }
  real operator()(const box &s) const { return s.a * s.b * s.c; }
};
}  // namespace

FUNCTION real std_variant(const real *x, int n) {
  solid all[] = {3, ball{x[0]}, box{x[1], x[2], x[3]}, x[4]};
  real product = 1;
  for (solid &each : all) {
    product *= std::visit(volume(), each);
    if (std::holds_alternative<ball>(each)) each = std::get<ball>(each).radius * product;
  }
  return product + std::get<real>(all[1]);
}
#endif
VALUE_OF_ARRAY(std_variant)

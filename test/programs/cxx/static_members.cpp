/* Static members, static locals, default arguments, constants in namespaces. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace settings {
constexpr double gravity = 9.81;
const double table[] = {0.5, 0.25, 0.125};
}  // namespace settings
namespace {
struct body {
  static const int count = 3;
  static double weight(int i) {
    static const double weights[count] = {1.5, 2.5, 3.5};
    return weights[i % count];
  }
  static real fall(real height, real drag = 0.1) { return sqrt(2 * height / settings::gravity) * (1 + drag); }
};
}  // namespace

FUNCTION real static_members(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < body::count; i++) sum += body::weight(i) * body::fall(x[i]) * settings::table[i];
  return sum * body::fall(x[0], x[1]);
}
#endif
VALUE_OF_ARRAY(static_members)

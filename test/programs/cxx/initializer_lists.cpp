/* std::initializer_list as a parameter and in a constructor. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <initializer_list>
namespace {
struct polynomial {
  real c[6];
  int n = 0;
  polynomial(std::initializer_list<real> list) {
    for (const real &each : list) c[n++] = each;
  }
  real operator()(const real &v) const {
    real result = 0;
    for (int i = n - 1; i >= 0; i--) result = result * v + c[i];
    return result;
  }
};
real product(std::initializer_list<real> list) {
  real result = 1;
  for (const real &each : list) result *= each;
  return result;
}
}  // namespace

FUNCTION real initializer_lists(const real *x, int n) {
  const polynomial p{x[0], x[1], 2.5, x[2] * x[2]};
  return p(x[3]) + product({x[0], x[3], x[1]});
}
#endif
VALUE_OF_ARRAY(initializer_lists)

/* Structs, pairs and tuples returned by value and taken apart. */
#define IN 4
#define OUT 3
#include "program.hpp"

#ifdef BODY
#include <tuple>
#include <utility>
namespace {
struct roots {
  real low, high;
  int count;
};
roots solve(const real &b, const real &c) {
  const real d = sqrt(b * b + 4 * c);
  return {(-b - d) / 2, (d - b) / 2, 2};
}
std::pair<real, int> reduce(const real &v) {
  real left = v;
  int times = 0;
  while (VALUE(left) > 0.25) left *= 0.5, times++;
  return {left, times};
}
std::tuple<real, real, real> spread(const real &a, const real &b) { return {a + b, a * b, a / b}; }
}  // namespace

FUNCTION void structured_bindings(const real *x, real *y, int n) {
  const auto [low, high, count] = solve(x[0], x[1]);
  const auto [left, times] = reduce(high * x[2]);
  auto [sum, product, ratio] = spread(low, x[3]);
  sum += left;
  y[0] = sum * count;
  y[1] = product * times;
  std::tie(y[2], std::ignore, std::ignore) = spread(ratio, left);
}
#endif
ARRAY_OF_ARRAY(structured_bindings)

/* Lambdas that capture by value and by reference, one of them changing what it captured. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
template <typename F>
real trapezium(F f, double from, double to, int pieces) {
  const double h = (to - from) / pieces;
  real sum = (f(from) + f(to)) / 2;
  for (int i = 1; i < pieces; i++) sum += f(from + i * h);
  return h * sum;
}
}  // namespace

FUNCTION real lambda_capture(const real *x, int n) {
  const real scale = x[0];
  real used = 0;
  const real first = trapezium(
      [scale, x, &used](double t) {
        used += scale * t;
        return scale * sin(x[1] * t) + x[2];
      },
      0.0, 2.0, 12);
  auto twice = [](auto f) { return [f](const real &v) { return f(f(v)); }; };
  const auto bent = twice([&](const real &v) { return v * v + x[3] * used; });
  return first * bent(x[3]);
}
#endif
VALUE_OF_ARRAY(lambda_capture)

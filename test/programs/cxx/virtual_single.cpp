/* Virtual functions of one base class, called through an array of base pointers. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct shape {
  virtual real area() const = 0;
  virtual real scale() const { return 2; }
};
struct circle : shape {
  real r;
  explicit circle(real radius) : r(radius) {}
  real area() const override { return 3.14 * r * r; }
};
struct rectangle : shape {
  real a, b;
  rectangle(real x, real y) : a(x), b(y) {}
  real area() const override { return a * b; }
  real scale() const override { return sin(a); }
};
}  // namespace

FUNCTION real virtual_single(const real *x, int n) {
  circle first(x[0]), second(x[1] * x[2]);
  rectangle third(x[3], x[4] + x[5]);
  const shape *shapes[] = {&first, &third, &second};
  real sum = 0;
  for (const shape *each : shapes) sum += each->area() * each->scale();
  return sum;
}
#endif
VALUE_OF_ARRAY(virtual_single)

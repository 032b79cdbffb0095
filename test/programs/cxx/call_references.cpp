/* tsad: in source
 * References and a struct by value as parameters, with markers. */
#define IN 4
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
namespace plane {
struct point {
  real x, y;
};
void distance(const point &a, const point &b, real &result, int power) {
  const real dx = a.x - b.x, dy = a.y - b.y;
  result = 1;
  for (int i = 0; i < power; i++) result *= sqrt(dx * dx + dy * dy + 1);
}
}  // namespace plane
using namespace plane;
FUNCTION real call_references(const real *x, int n) {
  real result;
  distance({x[0], x[1]}, {x[2], x[3]}, result, 3);
  return result;
}
#endif
#ifdef PRIMAL
extern "C" void call_references_grad(const real *x, real *dx, int n) {
  const point a = {x[0], x[1]}, b = {x[2], x[3]};
  point da = {0, 0}, db = {0, 0};
  real result, seed = 1;
  __enzyme_autodiff<void>((void *)distance, enzyme_dup, &a, &da, enzyme_dup, &b, &db, enzyme_dupnoneed, &result, &seed,
                          enzyme_const, 3);
  dx[0] += da.x;
  dx[1] += da.y;
  dx[2] += db.x;
  dx[3] += db.y + seed;
}
#endif
CALLED_IN_SOURCE(call_references)

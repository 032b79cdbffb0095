/* Overloads, namespaces, friends, unions in classes, bit fields and enums beside the numbers. */
#define IN 4
#define OUT 2
#include "program.hpp"

#ifdef BODY
namespace geometry {
enum class kind : unsigned char { point, segment };
struct figure {
  unsigned closed : 1;
  unsigned colour : 7;
  kind what;
  real x, y;
  friend real size(const figure &f) { return f.what == kind::point ? f.x : f.x * f.y; }
};
real size(const real &v) { return v * v; }
template <typename T>
real size(const T *v, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += size(v[i]);
  return sum;
}
}  // namespace geometry

FUNCTION void multiple_overloads(const real *x, real *y, int n) {
  geometry::figure all[3] = {
      {1, 5, geometry::kind::point, x[0], x[1]}, {0, 9, geometry::kind::segment, x[2], x[3]}, {1, 3, geometry::kind::segment, x[0], x[0]}};
  all[1].colour += 2;
  y[0] = geometry::size(all, 3) * all[1].colour;
  y[1] = geometry::size(x, n) * (all[0].closed + all[1].closed + all[2].closed);
}
#endif
ARRAY_OF_ARRAY(multiple_overloads)

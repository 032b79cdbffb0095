/* std::array by value and by reference, of arrays too. */
#define IN 6
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <array>
namespace {
typedef std::array<real, 3> triple;
triple turned(const triple &a) { return {a[1], a[2], a[0]}; }
real dot(triple a, triple b) {
  real sum = 0;
  for (std::size_t i = 0; i < a.size(); i++) sum += a.at(i) * b[i];
  return sum;
}
}  // namespace

FUNCTION void std_array(const real *x, real *y, int n) {
  std::array<triple, 2> rows;
  rows[0] = {x[0], x[1], x[2]};
  rows[1].fill(x[3]);
  rows[1].back() = x[4] * x[5];
  y[0] = dot(rows[0], turned(rows[1]));
  rows[0].swap(rows[1]);
  y[1] = dot(turned(rows[0]), rows[0]);
}
#endif
ARRAY_OF_ARRAY(std_array)

/* <numeric>: accumulate, inner_product, partial_sum, adjacent_difference, with operations of the program's own. */
#define IN 6
#define OUT 3
#include "program.hpp"

#ifdef BODY
#include <functional>
#include <numeric>
#include <vector>

FUNCTION void std_numeric(const real *x, real *y, int n) {
  std::vector<real> v(n), w(n);
  std::partial_sum(x, x + n, v.begin());
  std::adjacent_difference(v.begin(), v.end(), w.begin(), [](const real &a, const real &b) { return a * b; });
  y[0] = std::accumulate(w.begin(), w.end(), real(0));
  y[1] = std::accumulate(v.begin(), v.end(), real(1), std::multiplies<real>());
  y[2] = std::inner_product(v.begin(), v.end(), w.begin(), x[0]);
}
#endif
ARRAY_OF_ARRAY(std_numeric)

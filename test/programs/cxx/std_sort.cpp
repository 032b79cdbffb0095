/* std::sort of numbers, stable_sort of indices by a lambda, nth_element, lower_bound. */
#define IN 8
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <algorithm>
#include <numeric>
#include <vector>

FUNCTION void std_sort(const real *x, real *y, int n) {
  std::vector<real> v(x, x + n);
  std::sort(v.begin(), v.end());
  std::vector<int> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [x](int a, int b) { return VALUE(x[a]) > VALUE(x[b]); });
  y[0] = 0;
  for (int i = 0; i < n; i++) y[0] += (i + 1) * v[i] * x[order[i]];
  std::vector<real> w(x, x + n);
  std::nth_element(w.begin(), w.begin() + n / 2, w.end());
  y[1] = w[n / 2] * *std::lower_bound(v.begin(), v.end(), real(0.5));
}
#endif
ARRAY_OF_ARRAY(std_sort)

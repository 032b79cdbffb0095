/* <algorithm>: transform, generate, for_each, copy_if, reverse, rotate, fill, remove_if, max_element, clamp. */
#define IN 6
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <algorithm>
#include <iterator>
#include <vector>

FUNCTION void std_transform(const real *x, real *y, int n) {
  std::vector<real> v(n), w, steps(4);
  std::transform(x, x + n, v.begin(), [](const real &a) { return a * a; });
  std::transform(v.begin(), v.end(), x, v.begin(), [](const real &a, const real &b) { return sin(a) + b; });
  std::copy_if(v.begin(), v.end(), std::back_inserter(w), [](const real &a) { return VALUE(a) > 0.6; });
  std::reverse(v.begin(), v.end());
  std::rotate(v.begin(), v.begin() + 2, v.end());
  real level = x[0];
  std::generate(steps.begin(), steps.end(), [&level, x] { return level *= x[1]; });
  std::fill(v.begin(), v.begin() + 1, steps[2]);
  v.erase(std::remove_if(v.begin(), v.end(), [](const real &a) { return VALUE(a) > 2; }), v.end());
  real sum = 0;
  std::for_each(v.begin(), v.end(), [&sum](const real &a) { sum = sum * 0.75 + a; });
  y[0] = sum * std::clamp(steps[3], real(0), real(10));
  y[1] = *std::max_element(x, x + n) * double(w.size()) * std::min(x[2], x[3]);
}
#endif
ARRAY_OF_ARRAY(std_transform)

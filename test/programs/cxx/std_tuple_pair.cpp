/* std::tuple and std::pair of mixed members; apply, get, tuple_cat, make_pair. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <tuple>
#include <utility>
#include <vector>

FUNCTION real std_tuple_pair(const real *x, int n) {
  std::vector<std::pair<int, real>> terms;
  for (int i = 0; i < n; i++) terms.push_back(std::make_pair(i, x[i] * x[i]));
  const auto first = std::make_tuple(x[0], 3, x[1]);
  const auto all = std::tuple_cat(first, std::make_tuple('a', x[2]));
  const real mixed =
      std::apply([](const real &a, int b, const real &c, char d, const real &e) { return a * b + c * e * (d - 'a' + 1); }, all);
  real sum = std::get<2>(first);
  for (const auto &[power, value] : terms) sum += value * (1 + power);
  return mixed * sum;
}
#endif
VALUE_OF_ARRAY(std_tuple_pair)

/* std::map from integers to numbers: operator[], find, iteration in order, erase. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <map>

FUNCTION real std_map(const real *x, int n) {
  std::map<int, real> m;
  for (int i = 0; i < n; i++) m[(i * 7) % 4] += x[i] * x[i];
  m.erase(2);
  m.insert({9, x[0]});
  real sum = 0;
  for (const auto &[key, value] : m) sum = sum * x[1] + key * value;
  const auto it = m.find(1);
  return it == m.end() ? sum : sum * it->second;
}
#endif
VALUE_OF_ARRAY(std_map)

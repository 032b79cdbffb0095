/* std::set and multimap ordered by active numbers; vector<bool>, bitset. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <bitset>
#include <map>
#include <set>
#include <vector>

FUNCTION real std_sets(const real *x, int n) {
  std::set<real> ordered(x, x + n);
  std::multimap<int, real> groups;
  std::vector<bool> odd(n);
  std::bitset<8> seen;
  for (int i = 0; i < n; i++) {
    groups.emplace(i % 2, x[i] * x[i]);
    odd[i] = i % 3 == 1;
    seen.set(i % 4);
  }
  real sum = 0;
  int rank = 0;
  for (const real &each : ordered) sum += each * each * ++rank;
  const auto range = groups.equal_range(1);
  for (auto it = range.first; it != range.second; ++it) sum *= 1 + it->second;
  for (int i = 0; i < n; i++)
    if (odd[i]) sum += x[i];
  return sum * double(seen.count());
}
#endif
VALUE_OF_ARRAY(std_sets)

/* A vector of structs with integers and strings beside the numbers, filtered and reordered. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <string>
#include <vector>
namespace {
struct particle {
  int kind;
  real mass;
  std::string name;
  real position;
};
}  // namespace

FUNCTION real vector_of_structs(const real *x, int n) {
  std::vector<particle> all;
  for (int i = 0; i + 1 < n; i++)
    all.push_back({i % 3, x[i], i % 2 ? "odd" : "a name too long for the buffer in the string", x[i + 1] * x[i]});
  std::vector<particle> some;
  for (const particle &each : all)
    if (each.kind != 1) some.push_back(each);
  some.erase(some.begin() + 1);
  real sum = 0;
  for (const particle &each : some) sum += each.mass * each.position * double(each.name.size());
  return sum;
}
#endif
VALUE_OF_ARRAY(vector_of_structs)

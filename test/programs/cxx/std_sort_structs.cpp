/* std::sort of structs by a comparator, long enough that the introspective sort partitions. */
#define IN 24
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <algorithm>
namespace {
struct item {
  real key, value;
  int index;
};
bool before(const item &a, const item &b) { return VALUE(a.key) < VALUE(b.key); }
}  // namespace

FUNCTION real std_sort_structs(const real *x, int n) {
  item items[IN];
  for (int i = 0; i < n; i++) items[i] = {x[i], x[i] * x[(i + 1) % n], i};
  std::sort(items, items + n, before);
  real sum = 0;
  for (int i = 0; i < n; i++) sum += items[i].value * items[i].key * (i - 4) + items[i].index;
  return sum;
}
#endif
VALUE_OF_ARRAY(std_sort_structs)

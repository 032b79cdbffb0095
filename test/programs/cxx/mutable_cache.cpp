/* A const member function that fills a mutable cache. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
class table {
  const real *x;
  mutable real kept[4];
  mutable bool known[4] = {false, false, false, false};
  mutable int hits = 0;

 public:
  explicit table(const real *values) : x(values) {}
  real power(int k) const {
    if (known[k]) {
      hits++;
      return kept[k];
    }
    kept[k] = k == 0 ? real(1) : power(k - 1) * x[k - 1];
    known[k] = true;
    return kept[k];
  }
  int found() const { return hits; }
};
}  // namespace

FUNCTION real mutable_cache(const real *x, int n) {
  const table t(x);
  real sum = 0;
  for (int k = 3; k >= 0; k--) sum += t.power(k) * (1 + t.found());
  return sum * t.power(2);
}
#endif
VALUE_OF_ARRAY(mutable_cache)

/* Destructors that change active values run while an exception passes through. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct ledger {
  real &sum;
  real entry;
  ~ledger() { sum += entry * entry; }
};
struct stop {};
void descend(real &sum, const real *x, int n) {
  const ledger l{sum, x[0] * sum};
  if (n == 1) throw stop();
  descend(sum, x + 1, n - 1);
}
}  // namespace

FUNCTION real unwind_destructors(const real *x, int n) {
  real sum = 1;
  try {
    descend(sum, x, n);
  } catch (const stop &) {
    sum *= x[0];
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(unwind_destructors)

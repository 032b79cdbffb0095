/* References as parameters, results, members and loop variables. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct view {
  real &target;
  const real &source;
  void push() const { target += source * source; }
};
real &larger(real &a, real &b) { return VALUE(a) < VALUE(b) ? b : a; }
void exchange(real &a, real &b) {
  const real kept = a;
  a = b * kept;
  b = kept;
}
}  // namespace

FUNCTION real references(const real *x, int n) {
  real state[4];
  for (int i = 0; i < 4; i++) state[i] = x[i];
  larger(state[0], state[1]) *= 2;
  exchange(state[2], larger(state[1], state[3]));
  view{state[0], state[2]}.push();
  real sum = 0;
  for (real &each : state) each = sin(each), sum += each;
  for (const real &each : state) sum *= 1 + each;
  return sum;
}
#endif
VALUE_OF_ARRAY(references)

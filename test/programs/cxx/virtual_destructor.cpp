/* Objects deleted through a base pointer; what the destructor does counts. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct account {
  real *total;
  explicit account(real *t) : total(t) {}
  virtual ~account() { *total += 0.5; }
};
struct saving : account {
  real amount;
  saving(real *t, real a) : account(t), amount(a) {}
  ~saving() override { *total += amount * amount; }
};
struct shares : account {
  real count, price;
  shares(real *t, real c, real p) : account(t), count(c), price(p) {}
  ~shares() override { *total *= count * price; }
};
}  // namespace

FUNCTION real virtual_destructor(const real *x, int n) {
  real total = 1;
  account *all[] = {new saving(&total, x[0]), new shares(&total, x[1], x[2]), new saving(&total, x[2])};
  for (account *each : all) delete each;
  return total;
}
#endif
VALUE_OF_ARRAY(virtual_destructor)

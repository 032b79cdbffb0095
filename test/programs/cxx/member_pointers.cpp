/* Pointers to member functions, virtual and not, and to data members. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct machine {
  real load, heat;
  virtual ~machine() {}
  real work() const { return load * load; }
  real rest() const { return heat - load; }
  virtual real wear() const { return load * heat; }
};
struct press : machine {
  real force = 1;
  real wear() const override { return force * heat; }
};
typedef real (machine::*measure)() const;
}  // namespace

FUNCTION real member_pointers(const real *x, int n) {
  machine m;
  m.load = x[0];
  m.heat = x[1];
  press p;
  p.load = x[2];
  p.heat = x[3];
  p.force = x[0] * x[3];
  const measure measures[] = {&machine::work, &machine::wear, &machine::rest};
  real machine::*const fields[] = {&machine::heat, &machine::load, &machine::heat};
  real sum = 0;
  for (int i = 0; i < 3; i++) sum += (m.*measures[i])() * (p.*measures[i])() * p.*fields[i];
  return sum;
}
#endif
VALUE_OF_ARRAY(member_pointers)

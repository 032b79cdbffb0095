/* An enumeration in a struct decides by switch, with fallthrough and default. */
#define IN 6
#define OUT 1
#include "program.h"

enum kind { LINEAR, SQUARE, WAVE, NONE };
struct term {
  enum kind kind;
  real v;
};
FUNCTION real enumerations(const real *x, int n) {
  struct term terms[6];
  for (int i = 0; i < n; i++) terms[i] = (struct term){(enum kind)(i % 4), x[i]};
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real t = terms[i].v;
    switch (terms[i].kind) {
      case SQUARE: t *= t; /* fallthrough */
      case LINEAR: sum += t * x[0]; break;
      case WAVE: sum += sin(t); break;
      default: sum *= t;
    }
  }
  return sum;
}

VALUE_OF_ARRAY(enumerations)

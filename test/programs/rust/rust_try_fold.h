/* Iterators that stop early, with try_fold, find_map, position, any and all. */
#define IN 10
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_try_fold(const real *x, size_t n) {
  real product = 1, roots = 0, first = 1, pairs = 0;
  int stopped = 0, any = 0, all = 1, found = 0;
  size_t at = 0, seen = 0;
  for (size_t i = 0; i < n; i++) {
    if (!stopped && VALUE(product) > 0.05) product *= x[i];
    else if (!stopped) product *= 2, stopped = 1;
    roots += sqrt(x[i]);
    if (!found && VALUE(x[i]) > 1) first = x[i] * x[i], found = 1;
    if (!seen && VALUE(x[i]) > 0.9) at = i, seen = 1;
    if (VALUE(x[i]) > 1.3) any = 1;
    if (!(VALUE(x[i]) > 0.5)) all = 0;
  }
  for (size_t i = at; i < n; i++) pairs += x[i - at] * x[i];
  return product + roots * first + pairs * (any && !all ? x[1] : x[2]);
}

VALUE_OF_SLICE(rust_try_fold)

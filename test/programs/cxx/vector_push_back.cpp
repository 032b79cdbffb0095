/* std::vector grows element by element. */
#define IN 7
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <vector>

FUNCTION real vector_push_back(const real *x, int n) {
  std::vector<real> v;
  for (int i = 0; i < n; i++) v.push_back(x[i] * x[i]);
  real sum = 0;
  for (std::size_t i = 0; i < v.size(); i++) sum += v[i] * v[v.size() - 1 - i];
  return sum;
}
#endif
VALUE_OF_ARRAY(vector_push_back)

/* std::vector: resize, reserve, assign, insert, erase, iterators, back, swap. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <vector>

FUNCTION real vector_resize(const real *x, int n) {
  std::vector<real> v(x, x + n), w;
  w.reserve(20);
  w.resize(3, x[0]);
  for (auto it = v.rbegin(); it != v.rend(); ++it) w.push_back(*it * w.back());
  w.insert(w.begin() + 2, x[1]);
  w.erase(w.begin());
  w.swap(v);
  w.assign(2, x[2]);
  v.resize(6);
  v.pop_back();
  real sum = w.front() * w.back();
  for (auto it = v.begin(); it != v.end(); it++) sum = sum * 0.5 + *it;
  return sum;
}
#endif
VALUE_OF_ARRAY(vector_resize)

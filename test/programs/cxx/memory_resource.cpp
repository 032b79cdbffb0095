/* std::pmr: containers over a monotonic buffer. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory_resource>
#include <vector>

FUNCTION real memory_resource(const real *x, int n) {
  unsigned char buffer[1024];
  std::pmr::monotonic_buffer_resource resource(buffer, sizeof buffer);
  std::pmr::vector<real> v(&resource);
  for (int i = 0; i < n; i++) v.push_back(x[i] * x[i]);
  real product = 1;
  for (const real &each : v) product *= 1 + each;
  return product;
}
#endif
VALUE_OF_ARRAY(memory_resource)

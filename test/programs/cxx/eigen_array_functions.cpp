/* Eigen: exp of an array, whose packets hold inline assembly in Eigen 3.4. */
#define IN 4
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_array_functions(const real *x, int n) {
  const Eigen::Array<real, 4, 1> a = Eigen::Map<const Eigen::Array<real, 4, 1>>(x);
  return (a.exp() * a).sum();
}
#endif
VALUE_OF_ARRAY(eigen_array_functions)

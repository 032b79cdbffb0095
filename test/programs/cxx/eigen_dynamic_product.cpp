/* Eigen: the product of two dynamic matrices large enough for its blocked kernel. */
#define IN 100
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_dynamic_product(const real *x, int n) {
  typedef Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic> matrix;
  const Eigen::Map<const matrix> a(x, 10, 10);
  const matrix b = a * a.transpose();
  return b(2, 3) * b(7, 1) + b.trace();
}
#endif
VALUE_OF_ARRAY(eigen_dynamic_product)

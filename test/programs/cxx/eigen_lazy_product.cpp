/* Eigen: the product of two small dynamic matrices, coefficient by coefficient. */
#define IN 18
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_lazy_product(const real *x, int n) {
  typedef Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic> matrix;
  const Eigen::Map<const matrix> a(x, 3, 3), b(x + 9, 3, 3);
  matrix c = a.lazyProduct(b);
  c += b * 0.5;
  return c.cwiseAbs2().sum() + c.diagonal().prod();
}
#endif
VALUE_OF_ARRAY(eigen_lazy_product)

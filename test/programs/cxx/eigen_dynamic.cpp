/* Eigen: sizes known at run time; sums, products of matrices with vectors, norms. */
#define IN 12
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_dynamic(const real *x, int n) {
  typedef Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic> matrix;
  typedef Eigen::Matrix<real, Eigen::Dynamic, 1> vector;
  const matrix a = Eigen::Map<const matrix>(x, 3, 3);
  const vector v = Eigen::Map<const vector>(x + 9, 3);
  const vector w = a * v - v;
  return w.norm() + a.sum() * w.sum() + a.squaredNorm();
}
#endif
VALUE_OF_ARRAY(eigen_dynamic)

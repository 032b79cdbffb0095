/* Eigen: a positive definite system solved by Cholesky. */
#define IN 20
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_llt(const real *x, int n) {
  typedef Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic> matrix;
  typedef Eigen::Matrix<real, Eigen::Dynamic, 1> vector;
  const matrix root = Eigen::Map<const matrix>(x, 4, 4);
  const matrix a = root.transpose() * root + 2 * matrix::Identity(4, 4);
  const vector b = Eigen::Map<const vector>(x + 16, 4);
  const Eigen::LLT<matrix> llt(a);
  const vector s = llt.solve(b);
  return s.dot(b) + s.sum();
}
#endif
VALUE_OF_ARRAY(eigen_llt)

/* Eigen: fixed sizes; sums, products, norms, cross and dot products. */
#define IN 12
#define OUT 2
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION void eigen_fixed(const real *x, real *y, int n) {
  typedef Eigen::Matrix<real, 3, 3> matrix;
  typedef Eigen::Matrix<real, 3, 1> vector;
  const matrix a = Eigen::Map<const matrix>(x);
  const vector v(x[9], x[10], x[11]);
  const vector w = a * v + a.transpose() * v;
  y[0] = w.dot(v) + a.sum() + w.cross(v).norm();
  y[1] = (a * a).trace() * w.squaredNorm();
}
#endif
ARRAY_OF_ARRAY(eigen_fixed)

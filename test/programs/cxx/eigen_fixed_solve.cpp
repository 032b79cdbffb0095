/* Eigen: LU and Cholesky of fixed 3x3 matrices. */
#define IN 12
#define OUT 2
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION void eigen_fixed_solve(const real *x, real *y, int n) {
  typedef Eigen::Matrix<real, 3, 3> matrix;
  typedef Eigen::Matrix<real, 3, 1> vector;
  matrix a = Eigen::Map<const matrix>(x);
  a.diagonal().array() += real(2);
  const vector b = Eigen::Map<const vector>(x + 9);
  y[0] = a.partialPivLu().solve(b).squaredNorm();
  const matrix s = a.transpose() * a;
  y[1] = s.llt().solve(b).sum();
}
#endif
ARRAY_OF_ARRAY(eigen_fixed_solve)

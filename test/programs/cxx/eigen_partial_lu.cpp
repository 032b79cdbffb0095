/* Eigen: a linear system solved by LU with partial pivoting. */
#define IN 20
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_partial_lu(const real *x, int n) {
  typedef Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic> matrix;
  typedef Eigen::Matrix<real, Eigen::Dynamic, 1> vector;
  matrix a = Eigen::Map<const matrix>(x, 4, 4);
  for (int i = 0; i < 4; i++) a(i, 3 - i) += 3;
  const vector b = Eigen::Map<const vector>(x + 16, 4);
  const vector s = a.partialPivLu().solve(b);
  return s.squaredNorm() + s[1];
}
#endif
VALUE_OF_ARRAY(eigen_partial_lu)

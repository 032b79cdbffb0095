/* Eigen: inverse and determinant of a 3x3 matrix. */
#define IN 9
#define OUT 2
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION void eigen_inverse(const real *x, real *y, int n) {
  typedef Eigen::Matrix<real, 3, 3> matrix;
  matrix a = Eigen::Map<const matrix>(x);
  a += 3 * matrix::Identity();
  y[0] = a.inverse().sum();
  y[1] = a.determinant() * a.inverse()(0, 2);
}
#endif
ARRAY_OF_ARRAY(eigen_inverse)

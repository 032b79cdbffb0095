/* Eigen: a vector of four, whose operations are packets at higher levels. */
#define IN 8
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_fixed_small(const real *x, int n) {
  typedef Eigen::Matrix<real, 4, 1> vector;
  const vector a(x[0], x[1], x[2], x[3]), b(x[4], x[5], x[6], x[7]);
  const vector c = 2 * a + b.cwiseProduct(a);
  return c.norm() * (c - b).sum();
}
#endif
VALUE_OF_ARRAY(eigen_fixed_small)

/* A value type with friend operators, conversions and comparison. */
#define IN 7
#define OUT 3
#include "program.hpp"

#ifdef BODY
namespace {
class quaternion {
  real w, x, y, z;

 public:
  quaternion(real a, real b, real c, real d) : w(a), x(b), y(c), z(d) {}
  explicit quaternion(const real *v) : quaternion(0, v[0], v[1], v[2]) {}
  friend quaternion operator*(const quaternion &p, const quaternion &q) {
    return {p.w * q.w - p.x * q.x - p.y * q.y - p.z * q.z, p.w * q.x + p.x * q.w + p.y * q.z - p.z * q.y,
            p.w * q.y - p.x * q.z + p.y * q.w + p.z * q.x, p.w * q.z + p.x * q.y - p.y * q.x + p.z * q.w};
  }
  quaternion operator~() const { return {w, -x, -y, -z}; }
  quaternion operator/(const real &s) const { return {w / s, x / s, y / s, z / s}; }
  real norm() const { return sqrt(w * w + x * x + y * y + z * z); }
  explicit operator bool() const { return VALUE(norm()) > 0; }
  void store(real *out) const {
    out[0] = x;
    out[1] = y;
    out[2] = z;
  }
};
}  // namespace

FUNCTION void quaternion_rotation(const real *x, real *y, int n) {
  const quaternion q(x[0], x[1], x[2], x[3]);
  if (!q) return;
  const quaternion unit = q / q.norm();
  (unit * quaternion(x + 4) * ~unit).store(y);
}
#endif
ARRAY_OF_ARRAY(quaternion_rotation)

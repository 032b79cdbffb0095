/* The number that the oracles compute with: complex, but compared by its real part, as the program without the imaginary
 * step compares. */
#include <complex>
#include <iosfwd>
#include <limits>
#include <ostream>
#include <type_traits>

struct step {
  std::complex<long double> value;

  step() : value(0) {}
  template <typename T, typename = typename std::enable_if<std::is_arithmetic<T>::value>::type>
  step(T number) : value(static_cast<long double>(number)) {}
  explicit step(std::complex<long double> v) : value(v) {}
  explicit operator double() const { return static_cast<double>(value.real()); }
  explicit operator long double() const { return value.real(); }
  explicit operator int() const { return static_cast<int>(value.real()); }

  step &operator+=(const step &o) { return value += o.value, *this; }
  step &operator-=(const step &o) { return value -= o.value, *this; }
  step &operator*=(const step &o) { return value *= o.value, *this; }
  step &operator/=(const step &o) { return value /= o.value, *this; }
  friend step operator+(step a, const step &b) { return a += b; }
  friend step operator-(step a, const step &b) { return a -= b; }
  friend step operator*(step a, const step &b) { return a *= b; }
  friend step operator/(step a, const step &b) { return a /= b; }
  friend step operator-(const step &a) { return step(-a.value); }
  friend step operator+(const step &a) { return a; }
  friend bool operator<(const step &a, const step &b) { return a.value.real() < b.value.real(); }
  friend bool operator>(const step &a, const step &b) { return b < a; }
  friend bool operator<=(const step &a, const step &b) { return a.value.real() <= b.value.real(); }
  friend bool operator>=(const step &a, const step &b) { return b <= a; }
  friend bool operator==(const step &a, const step &b) { return a.value.real() == b.value.real(); }
  friend bool operator!=(const step &a, const step &b) { return !(a == b); }
  friend std::ostream &operator<<(std::ostream &out, const step &a) { return out << a.value.real(); }
};

#define STEP_FUNCTION(name) \
  inline step name(const step &x) { return step(std::name(x.value)); }
STEP_FUNCTION(sin)
STEP_FUNCTION(cos)
STEP_FUNCTION(tan)
STEP_FUNCTION(exp)
STEP_FUNCTION(log)
STEP_FUNCTION(sqrt)
STEP_FUNCTION(sinh)
STEP_FUNCTION(cosh)
STEP_FUNCTION(tanh)
STEP_FUNCTION(atan)
#undef STEP_FUNCTION
inline step pow(const step &x, const step &y) { return step(std::pow(x.value, y.value)); }
inline step abs(const step &x) { return x < step(0) ? -x : x; }
inline step fabs(const step &x) { return abs(x); }
inline step fmax(const step &x, const step &y) { return x < y ? y : x; }
inline step fmin(const step &x, const step &y) { return y < x ? y : x; }
/* The angle of a point in the right half plane or above it. */
inline step atan2(const step &y, const step &x) {
  const step direct = atan(y / x);
  return x < step(0) ? direct + (y < step(0) ? -3.14159265358979323846L : 3.14159265358979323846L) : direct;
}
inline bool isfinite(const step &x) { return std::isfinite(x.value.real()); }
inline bool isnan(const step &x) { return std::isnan(x.value.real()); }
inline bool isinf(const step &x) { return std::isinf(x.value.real()); }

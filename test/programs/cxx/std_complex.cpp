/* std::complex: arithmetic, and functions. */
#define IN 4
#define OUT 2
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <complex>
#include <vector>

FUNCTION void std_complex(const real *x, real *y, int n) {
  typedef std::complex<real> number;
  const number a(x[0], x[1]), b(x[2], x[3]);
  std::vector<number> orbit;
  number z = a * b;
  for (int i = 0; i < 4; i++) {
    orbit.push_back(z);
    z = z * z / (a + real(2)) + std::conj(b);
  }
  z += std::exp(a) * std::sqrt(b) + std::polar(x[0], x[1]);
  for (const number &each : orbit) z += each * real(0.1);
  y[0] = std::norm(z) + std::arg(a);
  y[1] = z.real() * z.imag() + std::abs(b);
}
#endif
ARRAY_OF_ARRAY(std_complex)

/* Loop counters of every kind: down, by three, unsigned, short, char, long, not equal, pointer bounds. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real counters(const real *x, int n) {
  real sum = 0;
  for (int i = n; i-- > 0;) sum += x[i] * x[i];
  for (unsigned i = 0; i < (unsigned)n; i += 3) sum *= 1 + 0.1 * x[i];
  for (short i = 1; i <= n / 2; i++) sum += x[i] * x[i - 1];
  for (unsigned char i = 250; i != 4; i++) sum += 0.1 * x[(unsigned char)(i + 6)] * sum;
  for (long i = n - 1; i > 0; i /= 2) sum = sin(sum) + x[i];
  for (const real *p = x, *end = x + n; p < end; p += 4) sum += exp(*p) * sum;
  for (int i = 1; i < n; i *= 2) sum -= x[i] * sum * 0.3;
  return sum;
}

VALUE_OF_ARRAY(counters)

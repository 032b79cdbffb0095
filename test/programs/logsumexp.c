/* log(sum(exp(x))) with the running maximum taken out. */
#define IN 10
#define OUT 1
#define LOW -3.0
#define HIGH 3.0
#include "program.h"

FUNCTION real logsumexp(const real *x, int n) {
  real largest = x[0];
  for (int i = 1; i < n; i++)
    if (VALUE(x[i]) > VALUE(largest)) largest = x[i];
  real sum = 0;
  for (int i = 0; i < n; i++) sum += exp(x[i] - largest);
  return largest + log(sum);
}

VALUE_OF_ARRAY(logsumexp)

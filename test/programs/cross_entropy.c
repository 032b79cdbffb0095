/* tsad: --activity 1=const
 * Softmax cross entropy of a batch with integer labels behind a constant pointer. */
#define IN 12
#define OUT 1
#define LOW -2.0
#define HIGH 2.0
#include "program.h"

FUNCTION real cross_entropy(const real *logits, const int *labels, int samples, int classes) {
  real loss = 0;
  for (int s = 0; s < samples; s++, logits += classes) {
    real sum = 0;
    for (int c = 0; c < classes; c++) sum += exp(logits[c]);
    loss += log(sum) - logits[labels[s]];
  }
  return loss / samples;
}

static UNUSED const int labels[3] = {2, 0, 3};
APPLY { out[0] = cross_entropy(in, labels, 3, 4); }
GRADIENT(void cross_entropy_grad(const real *, real *, const int *, int, int, real)) {
  cross_entropy_grad(in, din, labels, 3, 4, dout[0]);
  out[0] = cross_entropy(in, labels, 3, 4);
}

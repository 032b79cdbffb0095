/* Modified Gram-Schmidt orthogonalisation in place of three vectors in four dimensions. */
#define IN 12
#define OUT 12
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION void gram_schmidt(real *v, int n) {
  const int vectors = n / 4;
  for (int i = 0; i < vectors; i++) {
    real norm = 0;
    for (int k = 0; k < 4; k++) norm += v[4 * i + k] * v[4 * i + k];
    norm = 1 / sqrt(norm);
    for (int k = 0; k < 4; k++) v[4 * i + k] *= norm;
    for (int j = i + 1; j < vectors; j++) {
      real dot = 0;
      for (int k = 0; k < 4; k++) dot += v[4 * i + k] * v[4 * j + k];
      for (int k = 0; k < 4; k++) v[4 * j + k] -= dot * v[4 * i + k];
    }
  }
}

IN_PLACE(gram_schmidt)

/* An LSTM cell of width two over a sequence; gates by a helper that a switch selects from. */
#define IN 40
#define OUT 2
#define LOW -0.7
#define HIGH 0.7
#include "program.h"

static real squash(real x, int gate) {
  switch (gate) {
    case 2:
      return tanh(x);
    case 0:
    case 1:
    case 3:
      return 1 / (1 + exp(-x));
    default:
      return x;
  }
}

FUNCTION void lstm(const real *w, real *y, int n) {
  real hidden[2] = {0, 0}, cell[2] = {0, 0};
  for (int t = 0; t < 5; t++) {
    real gate[4][2];
    for (int g = 0; g < 4; g++)
      for (int i = 0; i < 2; i++) {
        const real *row = w + (g * 2 + i) * (n / 8);
        const real sum = row[0] + row[1] * hidden[0] + row[2] * hidden[1] + row[3] * (t - 2) + row[4] * 0.3 * t;
        gate[g][i] = squash(sum, g);
      }
    for (int i = 0; i < 2; i++) {
      cell[i] = gate[0][i] * cell[i] + gate[1][i] * gate[2][i];
      hidden[i] = gate[3][i] * tanh(cell[i]);
    }
  }
  y[0] = hidden[0];
  y[1] = hidden[1];
}

ARRAY_OF_ARRAY(lstm)

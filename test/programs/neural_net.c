/* Two hidden layers of tanh, layers in a loop, activations in two local arrays used in turn. */
#define IN 60
#define OUT 1
#define LOW -0.8
#define HIGH 0.8
#include "program.h"

FUNCTION real neural_net(const real *w, int n) {
  enum { WIDTH = 5 };
  real layer[2][WIDTH] = {{0.3, -0.2, 0.9, 0.1, -0.6}};
  int now = 0;
  const real *end = w + n;
  for (; w + WIDTH * (WIDTH + 1) <= end; now = 1 - now) {
    for (int i = 0; i < WIDTH; i++) {
      real sum = *w++;
      for (int j = 0; j < WIDTH; j++) sum += *w++ * layer[now][j];
      layer[1 - now][i] = tanh(sum);
    }
  }
  real loss = 0;
  for (int i = 0; i < WIDTH; i++) loss += layer[now][i] * layer[now][i];
  return loss;
}

VALUE_OF_ARRAY(neural_net)

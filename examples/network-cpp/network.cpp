#include "network.hpp"

#include <cmath>

double Network::operator()(double x) const {
  const double *w1 = weights_, *b1 = w1 + hidden, *w2 = b1 + hidden;
  double sum = w2[hidden];
  for (std::size_t j = 0; j < hidden; j++) sum += w2[j] * std::tanh(w1[j] * x + b1[j]);
  return sum;
}

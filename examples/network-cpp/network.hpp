// A network of one hidden layer: y = b2 + sum_j w2[j] * tanh(w1[j] * x + b1[j]).
#pragma once

#include <cstddef>
#include <vector>

/// Samples of the function that the network is to learn.
struct Samples {
  std::vector<double> x, y;
};

class Network {
public:
  static constexpr std::size_t hidden = 8;
  static constexpr std::size_t parameters = 3 * hidden + 1;

  explicit Network(const double *weights) : weights_(weights) {}

  /// What the network makes of `x`.
  double operator()(double x) const;

private:
  const double *weights_;
};

/// Mean of the squared errors over all samples.
double loss(const double *weights, const Samples *samples);

/// Loss and gradient at once: the gradient is written to `slope`.
void gradient(const double *weights, double *slope, const Samples &samples);

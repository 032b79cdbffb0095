// Teaches a small network the sine, by Adam along the gradient that tsad makes of loss(). loss() stands in loss.cpp, and the
// network that it runs in network.cpp.
#include "network.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace {

constexpr double goal = 1e-4;

Samples sines(int count) {
  Samples samples;
  for (int i = 0; i < count; i++) {
    const double x = -3 + 6.0 * i / (count - 1);
    samples.x.push_back(x);
    samples.y.push_back(std::sin(x));
  }
  return samples;
}

/// The largest difference between the gradient and central differences.
double error_of_gradient(std::vector<double> weights, const Samples &samples) {
  std::vector<double> slope(weights.size());
  gradient(weights.data(), slope.data(), samples);
  double worst = 0;
  for (std::size_t i = 0; i < weights.size(); i++) {
    const double step = 1e-5, at = weights[i];
    weights[i] = at + step;
    const double above = loss(weights.data(), &samples);
    weights[i] = at - step;
    const double below = loss(weights.data(), &samples);
    weights[i] = at;
    worst = std::max(worst, std::abs(slope[i] - (above - below) / (2 * step)));
  }
  return worst;
}

/// Adam with its usual constants.
class Adam {
public:
  explicit Adam(std::size_t size) : mean_(size), square_(size) {}

  void step(std::vector<double> &weights, const std::vector<double> &slope, double rate) {
    count_++;
    for (std::size_t i = 0; i < weights.size(); i++) {
      mean_[i] = 0.9 * mean_[i] + 0.1 * slope[i];
      square_[i] = 0.999 * square_[i] + 0.001 * slope[i] * slope[i];
      const double mean = mean_[i] / (1 - std::pow(0.9, count_));
      const double square = square_[i] / (1 - std::pow(0.999, count_));
      weights[i] -= rate * mean / (std::sqrt(square) + 1e-8);
    }
  }

private:
  std::vector<double> mean_, square_;
  int count_ = 0;
};

} // namespace

int main() {
  const Samples samples = sines(50);
  std::vector<double> weights(Network::parameters), slope(Network::parameters);
  std::mt19937 random(1);
  for (double &weight : weights) weight = static_cast<double>(random()) / 4294967296.0 - 0.5;

  const double error = error_of_gradient(weights, samples);
  std::printf("gradient against differences: off by %.1e at most\n", error);
  if (error > 1e-8) return 1;

  Adam adam(weights.size());
  int steps = 0;
  double left = loss(weights.data(), &samples);
  std::printf("loss %.5f at first\n", left);
  for (; left > goal && steps < 20000; steps++) {
    gradient(weights.data(), slope.data(), samples);
    adam.step(weights, slope, 0.02);
    left = loss(weights.data(), &samples);
  }
  std::printf("loss %.5f after %d steps: sin(1) is %.3f, the network says %.3f\n", left, steps, std::sin(1.0),
              Network(weights.data())(1.0));
  return left > goal;
}

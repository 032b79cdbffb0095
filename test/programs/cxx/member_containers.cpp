/* Classes that hold containers of classes: a small spring network, stepped. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <array>
#include <string>
#include <utility>
#include <vector>
namespace {
class network {
  struct mass {
    std::array<real, 2> at, speed;
    std::string label;
  };
  std::vector<mass> masses;
  std::vector<std::pair<int, int>> links;
  real stiffness;

 public:
  explicit network(real k) : stiffness(k) {}
  int add(real x, real y) {
    masses.push_back({{x, y}, {0, 0}, "mass " + std::to_string(masses.size())});
    return int(masses.size()) - 1;
  }
  void link(int a, int b) { links.emplace_back(a, b); }
  void step(double h) {
    for (const auto &[a, b] : links)
      for (int d = 0; d < 2; d++) {
        const real force = stiffness * (masses[b].at[d] - masses[a].at[d]);
        masses[a].speed[d] += h * force;
        masses[b].speed[d] -= h * force;
      }
    for (mass &each : masses)
      for (int d = 0; d < 2; d++) each.at[d] += h * each.speed[d];
  }
  real energy() const {
    real sum = 0;
    for (const mass &each : masses) sum += each.speed[0] * each.speed[0] + each.at[1] * each.at[1];
    return sum;
  }
};
}  // namespace

FUNCTION real member_containers(const real *x, int n) {
  network net(x[0]);
  const int a = net.add(0, x[1]), b = net.add(x[2], 1), c = net.add(x[3], x[4]);
  net.link(a, b);
  net.link(b, c);
  for (int i = 0; i < 4; i++) net.step(0.1);
  return net.energy();
}
#endif
VALUE_OF_ARRAY(member_containers)

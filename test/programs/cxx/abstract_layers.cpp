/* A network whose layers are objects behind an abstract base, owned by unique_ptr in a vector. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory>
#include <vector>
namespace {
typedef std::vector<real> values;
struct layer {
  virtual ~layer() = default;
  virtual values apply(const values &in) const = 0;
};
struct dense : layer {
  real weight, bias;
  dense(real w, real b) : weight(w), bias(b) {}
  values apply(const values &in) const override {
    values out(in.size());
    for (std::size_t i = 0; i < in.size(); i++) out[i] = weight * in[i] + bias * in[in.size() - 1 - i];
    return out;
  }
};
struct squash : layer {
  values apply(const values &in) const override {
    values out;
    for (const real &each : in) out.push_back(tanh(each));
    return out;
  }
};
}  // namespace

FUNCTION real abstract_layers(const real *x, int n) {
  std::vector<std::unique_ptr<layer>> net;
  net.push_back(std::make_unique<dense>(x[0], x[1]));
  net.push_back(std::make_unique<squash>());
  net.push_back(std::make_unique<dense>(x[2], x[0]));
  values state(x + 3, x + n);
  for (const auto &each : net) state = each->apply(state);
  real sum = 0;
  for (const real &each : state) sum += each * each;
  return sum;
}
#endif
VALUE_OF_ARRAY(abstract_layers)

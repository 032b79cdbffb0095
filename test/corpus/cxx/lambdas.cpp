// corpus: -std=c++17
template <class T> struct Fn;
template <class R, class... A> struct Fn<R(A...)> {
  void *state; R (*code)(void *, A...);
  template <class F> Fn(F &f) : state(&f), code([](void *s, A... a) -> R { return (*static_cast<F *>(s))(a...); }) {}
  R operator()(A... a) const { return code(state, a...); }
};
double integrate(Fn<double(double)> f, double a, double b) { double s = 0, h = (b - a) / 64; for (int i = 0; i < 64; i++) s += f(a + (i + .5) * h) * h; return s; }
double by_value(double k) { auto f = [k](double x) { return k * x * x; }; return integrate(f, 0, 1); }
double by_reference(double k) { int calls = 0; auto f = [&](double x) mutable { calls++; return x > k ? x : k; }; double r = integrate(f, -1, 1); return r + calls; }
double generic(double x) { auto twice = [](auto v) { return v + v; }; return twice(x) + twice(3) + twice(2.5f); }
double recursive(int n) { auto fact = [](auto &self, int k) -> double { return k ? k * self(self, k - 1) : 1; }; return fact(fact, n); }
double (*plain(bool b))(double) { if (b) return [](double x) { return x; }; return [](double x) { return -x; }; }
double init_capture(double x) { return [y = x * 2, z = 3]() { return y + z; }(); }
struct Holder { double w; auto make() { return [this](double x) { return w * x; }; } auto copy() { return [*this](double x) { return w + x; }; } };
double use(Holder &h) { return h.make()(2) + h.copy()(3); }
double immediate(int k) { const double v = [&] { switch (k) { case 0: return 1.0; case 1: return 2.5; default: return 0.0; } }(); return v * v; }

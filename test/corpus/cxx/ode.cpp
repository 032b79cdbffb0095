// corpus: -std=c++17
// corpus: name=fast -std=c++17 -Ofast -fopenmp-simd clang=14,19 levels=O0
// corpus: name=nvptx target=nvptx64-nvidia-cuda -std=c++17 -fno-exceptions levels=O0,O2 clang=14,22
extern "C" double exp(double), sin(double);
template <int N> struct State { double y[N]; State operator+(const State &o) const { State r; for (int i = 0; i < N; i++) r.y[i] = y[i] + o.y[i]; return r; } State operator*(double k) const { State r; for (int i = 0; i < N; i++) r.y[i] = y[i] * k; return r; } };
template <class F, int N> State<N> rk4(F f, State<N> s, double t, double h) { auto k1 = f(t, s), k2 = f(t + h / 2, s + k1 * (h / 2)), k3 = f(t + h / 2, s + k2 * (h / 2)), k4 = f(t + h, s + k3 * h); return s + (k1 + k2 * 2 + k3 * 2 + k4) * (h / 6); }
struct Lorenz { double sigma, rho, beta; State<3> operator()(double, const State<3> &s) const { return { { sigma * (s.y[1] - s.y[0]), s.y[0] * (rho - s.y[2]) - s.y[1], s.y[0] * s.y[1] - beta * s.y[2] } }; } };
double lorenz(double sigma, double rho, double beta, int n) { State<3> s{ { 1, 1, 1 } }; Lorenz f{ sigma, rho, beta }; for (int i = 0; i < n; i++) s = rk4(f, s, i * .01, .01); return s.y[0] + s.y[1] * s.y[2]; }
double pendulum(double theta, double omega, int n) { State<2> s{ { theta, omega } }; for (int i = 0; i < n; i++) s = rk4([](double, const State<2> &q) { return State<2>{ { q.y[1], -sin(q.y[0]) } }; }, s, 0, .02); return s.y[0]; }
double decay(double k) { double y = 1; for (int i = 0; y > 1e-3 && i < 1000; i++) y *= exp(-k * .1); return y; }

// corpus: -std=c++20
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=c++20 -Xclang -opaque-pointers
template <class T, int N> struct Vec {
  T v[N];
  constexpr T &operator[](int i) { return v[i]; }
  constexpr const T &operator[](int i) const { return v[i]; }
  friend Vec operator+(const Vec &a, const Vec &b) { Vec r{}; for (int i = 0; i < N; i++) r[i] = a[i] + b[i]; return r; }
  friend Vec operator*(T k, const Vec &a) { Vec r{}; for (int i = 0; i < N; i++) r[i] = k * a[i]; return r; }
  T dot(const Vec &o) const { T s{}; for (int i = 0; i < N; i++) s += v[i] * o[i]; return s; }
};
template <class T> struct Dual { T x, d; };
template <class T> Dual<T> operator*(Dual<T> a, Dual<T> b) { return { a.x * b.x, a.x * b.d + a.d * b.x }; }
template <class T> Dual<T> operator+(Dual<T> a, Dual<T> b) { return { a.x + b.x, a.d + b.d }; }
template <class T> concept Number = requires(T a) { a + a; a * a; };
template <Number T> T poly(T x) { return x * x * x + x; }
template <unsigned N> struct Factorial { static constexpr unsigned long value = N * Factorial<N - 1>::value; };
template <> struct Factorial<0> { static constexpr unsigned long value = 1; };
template <class... T> auto sum(T... t) { return (t + ... + 0); }
template <class F, class... A> auto call(F &&f, A &&...a) { return static_cast<F &&>(f)(static_cast<A &&>(a)...); }
template <class T> inline T zero{};
template <class T> struct Traits { static T counter; static int &local() { static int n = may(); return n; } static int may(); };
template <class T> T Traits<T>::counter = T(3);
template struct Traits<double>;
template <class Derived> struct Crtp { double twice(double x) { return 2 * static_cast<Derived *>(this)->once(x); } };
struct Impl : Crtp<Impl> { double once(double x) { return x + 1; } };
constexpr auto table = [] { struct { int a[16]; } t{}; for (int i = 0; i < 16; i++) t.a[i] = i * i; return t; }();
double run(double x) { Vec<double, 3> a{ { x, 2, 3 } }, b = 2.0 * a + a; return b.dot(a) + poly(Dual<double>{ x, 1 }).d + poly(x) + sum(1, 2.5, 3l) + Impl().twice(x); }
float runf(float x) { Vec<float, 4> a{ { x, 2, 3, 4 } }; return (a + a).dot(a) + poly(x); }
unsigned long factorial() { return Factorial<12>::value + table.a[7]; }
int calls(int k) { return call([k](int x, int y) { return x * y + k; }, 3, 4) + Traits<int>::local() + (int)zero<long>; }
template <class T> struct Node { T value; Node *next; template <class U> U fold(U u) const { return next ? next->fold(u + value) : u + value; } };
double fold(const Node<float> &n) { return n.fold(0.0) + n.fold(1L); }

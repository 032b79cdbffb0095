// corpus: -std=c++20
// References, conversions, overloads, enums, spaceship, structured bindings, if-init, ranges, attributes, user literals.
enum class Colour : unsigned char { red, green = 7, blue };
enum Plain { one = 1, big = 1u << 31 };
struct Point { double x, y; bool operator==(const Point &) const = default; explicit operator bool() const { return x != 0 || y != 0; } Point operator-() const { return { -x, -y }; } Point &operator+=(const Point &o) & { x += o.x; y += o.y; return *this; } double operator()(int k) const { return k ? y : x; } Point *operator->() { return this; } };
constexpr long double operator""_km(long double v) { return v * 1000; }
Point &&move(Point &p) { return static_cast<Point &&>(p); }
double take(Point &&p) { return p.x; }
double take(const Point &p) { return p.y; }
double overloads(Point p) { return take(move(p)) + take(p) + p->x; }
double bindings(Point p) { auto [a, b] = p; auto &[c, d] = p; c += a; if (auto s = a + b; s > 0) return s + d; else return -s; }
int colour(Colour c) { switch (c) { using enum Colour; case red: return 1; case green: return 2; case blue: return 3; } __builtin_unreachable(); }
double sum(const double (&a)[8]) { double s = 0; for (double v : a) s += v; return s; }
double distance() { return static_cast<double>(2.5_km); }
[[nodiscard]] int likely(int x) { if (x > 3) [[likely]] return x; else [[unlikely]] return x * x; }
void swap(int &a, int &b) noexcept { int t = a; a = b; b = t; }
int (&row(int (&m)[3][4], int i))[4] { return m[i]; }
consteval int square(int x) { return x * x; }
int table[square(3)] = { square(2) };
struct Rec { Rec *self = this; int n = 3; int defaulted(int k = 4) { return k + n; } static double once(double x) { return x; } };
int rec() { Rec r; return r.self->defaulted() + r.defaulted(1) + static_cast<int>(Rec::once(2.0)); }
decltype(nullptr) null() { return nullptr; }
const volatile int cv = 3;
int read_cv() { return cv + const_cast<const int &>(cv); }
namespace a::b { inline namespace v1 { int nested(int x) { return x + 1; } } }
int named() { return a::b::nested(2); }
double ternary(bool b, Point p, Point q) { return (b ? p : q).x + (b ? 1 : 2.5); }

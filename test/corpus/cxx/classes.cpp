// corpus: -std=c++17
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=c++17 -Xclang -opaque-pointers
// corpus: name=msvc target=x86_64-pc-windows-msvc clang=14,22 levels=O0,O2 -std=c++17
// corpus: name=whole levels=O2 -std=c++17 -flto -fvisibility=hidden -fwhole-program-vtables
// Virtual calls, multiple and virtual inheritance, covariant returns, thunks, pure virtuals, member pointers.
struct Shape {
  virtual ~Shape() {}
  virtual double area() const = 0;
  virtual Shape *clone() const = 0;
  virtual const char *name() const { return "shape"; }
};
struct Named { virtual const char *label() { return tag; } virtual ~Named() = default; const char *tag = "none"; };
struct Circle : Shape, Named {
  double r;
  explicit Circle(double r) : r(r) { tag = "circle"; }
  double area() const override { return 3.14159265358979 * r * r; }
  Circle *clone() const override { return new Circle(*this); }
  const char *label() override { return "round"; }
};
struct Square final : Shape { double a; Square(double a) : a(a) {} double area() const override { return a * a; } Square *clone() const override { return new Square(a); } };
struct Base { int b = 1; virtual int id() { return b; } virtual ~Base(); };
struct Left : virtual Base { int l = 2; int id() override { return l + b; } };
struct Right : virtual Base { int r = 3; };
struct Bottom : Left, Right { int t = 4; int id() override { return Left::id() + r + t; } ~Bottom() override; };
Base::~Base() { b = 0; }
Bottom::~Bottom() { t = -1; }
double total(Shape *const *s, int n) { double t = 0; for (int i = 0; i < n; i++) t += s[i]->area(); return t; }
Shape *copy(const Shape &s) { return s.clone(); }
int diamond() { Bottom b; Base &base = b; Right *r = &b; return base.id() + r->b; }
typedef double (Shape::*method)() const;
typedef double Circle::*field;
double through(const Shape &s, method m) { return (s.*m)(); }
method pick(bool b) { return b ? &Shape::area : nullptr; }
double member(Circle &c, field f) { c.*f += 1; return c.*f; }
field radius = &Circle::r;
void destroy(Shape *s) { delete s; }
double local() { Circle c(2); Square q(3); Shape *both[] = { &c, &q }; return total(both, 2); }
struct Counter { static int live; Counter() { ++live; } Counter(const Counter &) { ++live; } Counter(Counter &&) noexcept { ++live; } ~Counter() { --live; } };
int Counter::live = 0;
Counter make(bool b) { Counter c; if (b) return c; return Counter(); }
void many() { Counter *p = new Counter[5]; delete[] p; Counter a[3]; (void)a; }

// corpus: -std=c++17
namespace std { class type_info { public: virtual ~type_info(); bool operator==(const type_info &o) const { return name_ == o.name_; } const char *name() const { return name_; } private: const char *name_; }; class bad_cast { public: virtual ~bad_cast(); }; }
struct A { virtual ~A() {} int a = 1; };
struct B : A { int b = 2; };
struct C { virtual ~C() {} int c = 3; };
struct D : B, C { int d = 4; };
namespace { struct Hidden : A {}; }
int down(A *a) { if (auto *d = dynamic_cast<D *>(a)) return d->d; if (auto *b = dynamic_cast<B *>(a)) return b->b; return a->a; }
int cross(A *a) { C *c = dynamic_cast<C *>(a); return c ? c->c : 0; }
int reference(A &a) { try { return dynamic_cast<B &>(a).b; } catch (std::bad_cast &) { return -1; } }
void *most_derived(A *a) { return dynamic_cast<void *>(a); }
const char *name(const A &a) { return typeid(a).name(); }
bool same(const A &x, const A &y) { return typeid(x) == typeid(y); }
const std::type_info &of_int() { return typeid(int); }
A *hidden() { return new Hidden; }
D *up(B *b) { return static_cast<D *>(b); }
C *second(D *d) { return d; }

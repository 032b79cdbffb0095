// corpus: -std=c++17 -faligned-allocation
// corpus: name=asan -std=c++17 -fsanitize=address,undefined levels=O1 clang=14,22
using size_t = decltype(sizeof 0);
namespace std { enum class align_val_t : size_t {}; struct nothrow_t {}; }
void *operator new(size_t, void *p) noexcept { return p; }
void *operator new(size_t n, const std::nothrow_t &) noexcept;
struct Pool { static void *operator new(size_t n); static void operator delete(void *p, size_t n); double v[4]; };
struct alignas(64) Aligned { double v[8]; Aligned() { for (double &x : v) x = 1; } };
template <class T> struct Unique { T *p; explicit Unique(T *p) : p(p) {} ~Unique() { delete p; } Unique(Unique &&o) noexcept : p(o.p) { o.p = nullptr; } T &operator*() { return *p; } T *operator->() { return p; } Unique(const Unique &) = delete; };
template <class T> struct Shared { struct Block { T value; int count; }; Block *b; Shared(T v) : b(new Block{ v, 1 }) {} Shared(const Shared &o) : b(o.b) { __atomic_fetch_add(&b->count, 1, __ATOMIC_RELAXED); } ~Shared() { if (__atomic_sub_fetch(&b->count, 1, __ATOMIC_ACQ_REL) == 0) delete b; } };
template <class T> struct Vector { T *data = nullptr; size_t n = 0, cap = 0; void push(const T &t) { if (n == cap) grow(); new (data + n++) T(t); } void grow() { size_t c = cap ? cap * 2 : 4; T *d = static_cast<T *>(::operator new(c * sizeof(T))); for (size_t i = 0; i < n; i++) { new (d + i) T(static_cast<T &&>(data[i])); data[i].~T(); } ::operator delete(data); data = d; cap = c; } ~Vector() { for (size_t i = n; i-- > 0;) data[i].~T(); ::operator delete(data); } T *begin() { return data; } T *end() { return data + n; } };
double use(double x) { Unique<double> u(new double(x)); Unique<double> w(static_cast<Unique<double> &&>(u)); Shared<double> a(x), b(a); Vector<double> v; v.push(x); v.push(*w); v.push(b.b->value); double s = 0; for (double y : v) s += y; return s; }
Aligned *aligned() { return new Aligned[3]; }
void drop(Aligned *p) { delete[] p; }
Pool *pool() { return new Pool{ { 1, 2, 3, 4 } }; }
void release(Pool *p) { delete p; }
int *maybe(size_t n) { return new (std::nothrow_t{}) int(static_cast<int>(n)); }
struct Bits { unsigned a : 4, b : 12; bool c : 1; }; 
Bits set(Bits b) { b.a += 3; b.c = b.b > 9; return b; }
union Variant { double d; long l; Variant(double x) : d(x) {} };
double variant(double x) { Variant v(x); v.l ^= 1l << 63; return v.d; }

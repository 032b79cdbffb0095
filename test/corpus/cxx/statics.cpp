// corpus: -std=c++17
// corpus: name=pic -std=c++17 -fPIC -fno-threadsafe-statics levels=O0,O2
int read(const char *);
struct Logger { int id; Logger(int i) : id(i) {} ~Logger(); };
static Logger first(read("a"));
Logger second(2);
thread_local Logger per_thread(read("b"));
thread_local int counter = 5;
static thread_local int lazy = read("c");
inline Logger shared(9);
const double derived = 1.0 / read("d");
constexpr double folded = 3.0 * 1.5;
__attribute__((init_priority(200))) Logger early(1);
Logger &local() { static Logger l(read("e")); return l; }
int &local_int() { static int n = read("f"); return n; }
int tls() { counter += lazy; return per_thread.id + counter; }
extern thread_local int elsewhere;
int other() { return elsewhere; }
namespace { int hidden = 3; struct Local { int v[3]; } zeros; }
int hide() { return ++hidden + zeros.v[1]; }
struct Constexpr { int a; double b; constexpr Constexpr(int a) : a(a), b(a * .5) {} };
Constexpr made_early(4);
const Constexpr array[] = { 1, 2, 3 };
double sum(int i) { return array[i].b + folded + derived + first.id + second.id; }
template <class T> T templated = read("g");
int use() { return templated<int> + shared.id; }
const int &extended = read("h");

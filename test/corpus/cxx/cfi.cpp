// corpus: -std=c++17 -flto -fvisibility=hidden -fsanitize=cfi -fno-sanitize-trap=all levels=O0,O2
// corpus: name=thin -std=c++17 -flto=thin -fvisibility=hidden -fwhole-program-vtables -fsplit-lto-unit levels=O2
// corpus: name=prof -std=c++17 -fprofile-generate levels=O1
// corpus: name=split -std=c++17 -fsanitize-coverage=trace-pc-guard,inline-8bit-counters,pc-table levels=O1
// corpus: name=hwasan target=aarch64-linux-gnu -std=c++17 -fsanitize=hwaddress -mbranch-protection=standard levels=O1 clang=14,22
// corpus: name=scs -std=c++17 -fsanitize=safe-stack -fcf-protection=full -mretpoline levels=O1
// corpus: name=kcfi clang=19,22 -std=c++17 -fsanitize=kcfi -fno-sanitize-recover=all levels=O1
struct Model { virtual double eval(double x) { return x; } virtual ~Model() {} };
struct Linear : Model { double a = 2, b = 1; double eval(double x) override { return a * x + b; } };
struct Cubic : Model { double eval(double x) override { return x * x * x; } };
double run(Model *m, double x) { return m->eval(x) + m->eval(-x); }
double indirect(double (*f)(double), double x) { return f(x); }
Linear *as_linear(Model *m) { return static_cast<Linear *>(m); }
double both(double x) { Linear l; Cubic c; char buffer[32]; for (int i = 0; i < 32; i++) buffer[i] = (char)(i * x); return run(&l, x) + run(&c, x) + buffer[(int)x & 31]; }
bool compare(int a, int b) { return a > 42 && (b == 7 || a == b); }

// corpus: -fblocks -std=gnu17
typedef double (^map)(double);
extern void *_Block_copy(const void *);
double apply(map f, double x) { return f(f(x)); }
double capture(double a) { __block int calls = 0; double r = apply(^(double x) { calls++; return a * x + calls; }, 2.0); return r + calls; }
map make(double k) { return (map)_Block_copy((const void *)^(double x) { return x * k; }); }
static map constant = ^(double x) { return x + 1; };
double use(void) { return constant(3.0); }
_Atomic int once;

// corpus: -std=gnu89 -Wno-everything
// Function pointers of every shape, including calls without a prototype.
int unprototyped();
int call_unprototyped(int x) { return unprototyped(x, 2.0, "s"); }
old_style(a, b) double b; { return a + (int)b; }
typedef double (*unary)(double);
typedef unary (*chooser)(int);
extern double sin(double), cos(double), exp(double);
static double square(double x) { return x * x; }
unary table[4] = { sin, cos, exp, square };
unary choose(int k) { return table[k & 3]; }
double compose(unary f, unary g, double x) { return f(g(x)); }
double apply(chooser c, int k, double x) { return c(k)(x) + (*c(k + 1))(x); }
void sort(void *base, unsigned long n, unsigned long size, int (*cmp)(const void *, const void *)) {
  char *p = base; unsigned long i, j, k;
  for (i = 1; i < n; i++) for (j = i; j > 0 && cmp(p + (j - 1) * size, p + j * size) > 0; j--) for (k = 0; k < size; k++) { char t = p[j * size + k]; p[j * size + k] = p[(j - 1) * size + k]; p[(j - 1) * size + k] = t; }
}
static int by_value(const void *a, const void *b) { double x = *(const double *)a, y = *(const double *)b; return x < y ? -1 : x > y; }
double median(double *v, int n) { sort(v, n, sizeof *v, by_value); return v[n / 2]; }
struct ops { int (*open)(const char *); long (*read)(int, void *, unsigned long); void (*close)(int); struct ops *(*next)(struct ops *); };
long use_ops(struct ops *o, void *buf) { int fd = o->open("x"); long n = o->read(fd, buf, 10); o->close(fd); return o->next ? n + use_ops(o->next(o), buf) : n; }
long cast_call(void *p, long x) { return ((long (*)(long))p)(x) + ((int (*)())p)(); }
void (*signal_like(int s, void (*h)(int)))(int) { h(s); return h; }
int variadic_pointer(int (*f)(const char *, ...), int n) { return f("%d %f", n, 1.5); }

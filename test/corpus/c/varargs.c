// corpus: -std=gnu17
// corpus: name=aarch64 target=aarch64-linux-gnu clang=14,22 levels=O0,O2 -std=gnu17
// corpus: name=win target=x86_64-pc-windows-msvc clang=14,22 levels=O0,O2 -std=gnu17
typedef __builtin_va_list va_list;
struct triple { double a, b, c; };
struct duo { float a, b; };
double sum(const char *kinds, ...) {
  va_list ap;
  double s = 0;
  __builtin_va_start(ap, kinds);
  for (; *kinds; kinds++) switch (*kinds) {
    case 'i': s += __builtin_va_arg(ap, int); break;
    case 'l': s += __builtin_va_arg(ap, long); break;
    case 'd': s += __builtin_va_arg(ap, double); break;
    case 'L': s += __builtin_va_arg(ap, long double); break;
    case 't': { struct triple t = __builtin_va_arg(ap, struct triple); s += t.a * t.b - t.c; break; }
    case 'f': { struct duo t = __builtin_va_arg(ap, struct duo); s += t.a * t.b; break; }
    case 'p': s += *__builtin_va_arg(ap, double *); break;
  }
  __builtin_va_end(ap);
  return s;
}
double vsum(int n, va_list ap) { double s = 0; while (n--) s += __builtin_va_arg(ap, double); return s; }
double twice(int n, ...) {
  va_list a, b;
  __builtin_va_start(a, n);
  __builtin_va_copy(b, a);
  double s = vsum(n, a) + vsum(n, b);
  __builtin_va_end(a);
  __builtin_va_end(b);
  return s;
}
extern int printf(const char *, ...);
double caller(double x) {
  struct triple t = { x, 2, 3 };
  struct duo d = { 1, 2 };
  printf("%g %d %s\n", x, 42, "ok");
  return sum("idtflpL", 1, x, t, d, 2L, &x, (long double)x) + twice(3, 1.0, x, x * x);
}

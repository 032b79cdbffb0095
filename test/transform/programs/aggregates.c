// Structs, arrays and unions by value, copied, compared and passed: what scalar replacement cuts.
#include <complex.h>
#include <stdio.h>
#include <string.h>

struct point { double x, y; };
struct pixel { float r, g; };
struct mixed { char tag; double value; short s; int *where; };
struct nest { struct point p[2]; struct { int a; float b; } in; };
struct padded { char c; long double l; char d; };
union bits { double d; unsigned long long u; unsigned char b[8]; };

static struct point add(struct point a, struct point b) {
  struct point r = {a.x + b.x, a.y + b.y};
  return r;
}
static struct pixel scale(struct pixel p, float k) {
  struct pixel q = p;
  q.r *= k;
  q.g += p.r;
  return q;
}
static struct nest turn(struct nest n) {
  struct nest m = n;
  struct point t = m.p[0];
  m.p[0] = m.p[1];
  m.p[1] = t;
  m.in.a += 3;
  memcpy(&m.in.b, &n.in.a, sizeof(float));
  return m;
}
static int sign(double x) {
  union bits u;
  u.d = x;
  return (int)(u.u >> 63) + u.b[3];
}
static double dot3(void) {
  double a[3] = {1.0, 2.0, 3.0}, b[3];
  memset(b, 0, sizeof b);
  b[1] = 4.0;
  double c[3];
  memcpy(c, a, sizeof c);
  return c[0] * b[0] + c[1] * b[1] + c[2] * a[2];
}
static double indexed(int k) {
  double table[4] = {0.5, 1.5, 2.5, 3.5};
  table[k & 3] *= 2.0;
  return table[1] + table[(k + 1) & 3];
}
static double mix(int *where) {
  struct mixed m = {'x', 2.5, 7, where}, n;
  n = m;
  n.value += *n.where + n.s + n.tag;
  m = n;
  return m.value;
}
static double wide(double x) {
  struct padded p = {'a', x, 'b'};
  struct padded q = p;
  q.l = q.l * 3.0L + q.c - q.d;
  return (double)q.l;
}
static double complex rotate(double complex z, int n) {
  double complex w = 1.0;
  for (int i = 0; i < n; i++) w = w * z + 0.25 * I;
  return w;
}
static void swap_bytes(void *a, void *b, int n) {
  char t[16];
  memcpy(t, a, n);
  memmove(a, b, n);
  memcpy(b, t, n);
}
static int filled(void) {
  struct { int a, b; short c; } s;
  memset(&s, 0x5a, sizeof s);
  s.b = 1;
  return s.a + s.b + s.c;
}
int main(void) {
  struct point a = {1.25, -2.0}, b = {0.5, 8.0};
  struct point c = add(add(a, b), a);
  printf("%a %a\n", c.x, c.y);
  struct pixel p = {1.5f, 2.25f};
  p = scale(scale(p, 3.0f), 0.1f);
  printf("%a %a\n", (double)p.r, (double)p.g);
  struct nest n = {{{1, 2}, {3, 4}}, {5, 6.0f}};
  n = turn(n);
  printf("%a %a %a %d %a\n", n.p[0].x, n.p[0].y, n.p[1].x, n.in.a, (double)n.in.b);
  printf("%d %d\n", sign(-3.7), sign(0.1));
  printf("%a %a %a\n", dot3(), indexed(1), indexed(6));
  int k = 9;
  printf("%a %a\n", mix(&k), wide(1.1));
  double complex z = rotate(0.3 + 0.4 * I, 5);
  printf("%a %a\n", creal(z), cimag(z));
  swap_bytes(&a, &b, sizeof a);
  printf("%a %a %a %a\n", a.x, a.y, b.x, b.y);
  printf("%d\n", filled());
  return 0;
}

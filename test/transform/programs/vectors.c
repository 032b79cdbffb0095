// Vectors in slots, read and written whole and by lane, and reinterpreted.
#include <stdio.h>
#include <string.h>

typedef double d2 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));
typedef int i4 __attribute__((vector_size(16)));

static d2 lanes(d2 v) {
  v[0] += 2.0;
  v[1] = v[0] * v[1];
  return v;
}
static float sum(f4 v) {
  float s = 0;
  for (int i = 0; i < 4; i++) s += v[i];
  return s;
}
static f4 blend(f4 a, f4 b) {
  i4 m = a < b;
  return (f4)(((i4)a & m) | ((i4)b & ~m));
}
static double through(d2 v) {
  double a[2];
  memcpy(a, &v, sizeof v);
  a[1] -= a[0];
  memcpy(&v, a, sizeof a);
  return v[1] + v[0];
}
static float half(f4 v) {
  struct { float x, y; } lo;
  memcpy(&lo, &v, sizeof lo);
  return lo.x - lo.y;
}
int main(void) {
  d2 v = lanes((d2){1.5, 3.0});
  printf("%a %a\n", v[0], v[1]);
  f4 a = {1, -2, 3, 0.5f}, b = {0, 5, 2, 0.25f};
  printf("%a %a %a\n", (double)sum(a), (double)sum(blend(a, b)), (double)half(a + b));
  printf("%a\n", through(v));
  return 0;
}

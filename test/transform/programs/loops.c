// Loops of every kind: counted up and down, unit and longer steps, nested, with breaks, continues and several exits.
#include <stdio.h>

static double up(int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++) s += 1.0 / (i + 1);
  return s;
}
static double down(unsigned n) {
  double s = 0.0;
  while (n-- > 0) s = s * 0.5 + n;
  return s;
}
static long strided(long from, long to, long step) {
  long s = 0;
  for (long i = from; i <= to; i += step) s = s * 3 + i;
  return s;
}
static int nested(int n) {
  int c = 0;
  for (int i = 0; i < n; i++)
    for (int j = i; j < n; j += 2) {
      if ((i + j) % 5 == 4) continue;
      for (int k = n; k > j; --k) c += i ^ (j * k);
      if (c > 100000) goto done;
    }
done:
  return c;
}
static double newton(double a) {
  double x = a;
  for (int i = 0; i < 50; i++) {
    double y = 0.5 * (x + a / x);
    double d = y - x;
    x = y;
    if (d < 1e-14 && d > -1e-14) break;
  }
  return x;
}
static int several(const int *v, int n, int key) {
  int i = 0, found = -1;
  do {
    if (v[i] == key) {
      found = i;
      break;
    }
    if (v[i] < 0) return -2;
    i++;
  } while (i < n);
  return found * 10 + i;
}
static unsigned collatz(unsigned n) {
  unsigned steps = 0;
  for (;;) {
    if (n == 1) return steps;
    n = n % 2 ? 3 * n + 1 : n / 2;
    steps++;
    while (n % 4 == 0) {
      n /= 4;
      steps += 2;
    }
  }
}
static int shared_header(int n) {
  int s = 0, i = 0;
again:
  if (i < n) {
    i++;
    if (i % 3 == 0) goto again;
    s += i;
    if (s % 7 == 0) goto again;
    s += 2;
    goto again;
  }
  return s;
}
int main(void) {
  int v[] = {4, 8, 15, 16, 23, 42, -1, 3};
  printf("%a %a\n", up(0), up(37));
  printf("%a %a\n", down(0), down(19));
  printf("%ld %ld\n", strided(3, 90, 7), strided(5, 4, 1));
  printf("%d %d\n", nested(3), nested(40));
  printf("%a\n", newton(2.0));
  printf("%d %d %d\n", several(v, 8, 16), several(v, 8, 3), several(v, 4, 99));
  printf("%u %u\n", collatz(27), collatz(97));
  printf("%d\n", shared_header(50));
  return 0;
}

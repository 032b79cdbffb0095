// Branches: switch with fall-through, goto forward and backward, early returns, conditional expressions, short circuits.
#include <stdio.h>

static double classify(int k, double x) {
  switch (k) {
    case 0:
      return x;
    case 1:
      x += 1.0;
    case 2:
      x *= 2.0;
      break;
    case 7:
    case 8:
      x = -x;
      break;
    default:
      x = k > 100 ? x * x : x / 3.0;
  }
  return x + k;
}
static int early(int a, int b) {
  if (a < 0) return -1;
  if (b < 0) return -2;
  if (a > b && (a % 2 == 0 || b % 3 == 1)) return a - b;
  return a == b ? 0 : b - a;
}
static int machine(const char *s) {
  int state = 0, count = 0;
  for (; *s; s++) {
    switch (state) {
      case 0:
        if (*s == 'a') state = 1;
        else if (*s == 'b') state = 2;
        continue;
      case 1:
        if (*s == 'b') state = 2, count++;
        else if (*s != 'a') state = 0;
        break;
      case 2:
        count += 10;
        state = *s == 'c' ? 0 : 1;
        break;
    }
    if (count > 60) break;
  }
  return state * 1000 + count;
}
static double jump(double x) {
  int tries = 0;
retry:
  if (x > 10.0) {
    x = x / 2.0;
    if (++tries < 5) goto retry;
    goto out;
  }
  x += 0.25;
out:
  return x + tries;
}
static void nothing(int *p, int k) {
  if (k == 1) {
    *p = 1;
    return;
  }
  if (k == 2) return;
  *p += k;
}
int main(void) {
  int ks[] = {0, 1, 2, 7, 8, 9, 500};
  for (int i = 0; i < 7; i++) printf("%a\n", classify(ks[i], 1.7));
  printf("%d %d %d %d\n", early(-1, 0), early(5, -1), early(8, 4), early(3, 9));
  printf("%d %d\n", machine("aabacbbca"), machine("bcabababababababab"));
  printf("%a %a %a\n", jump(3.0), jump(35.0), jump(1e9));
  int v = 4;
  nothing(&v, 1);
  nothing(&v, 2);
  nothing(&v, 3);
  printf("%d\n", v);
  return 0;
}

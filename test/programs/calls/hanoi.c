/* Recursion with three pointers to structs that change roles at each depth. */
#define IN 6
#define OUT 3
#include "program.h"

struct peg {
  real disk[6];
  int n;
};
static void move(int n, struct peg *from, struct peg *to, struct peg *by) {
  if (n == 0) return;
  move(n - 1, from, by, to);
  const real disk = from->disk[--from->n];
  to->disk[to->n++] = disk * 0.9 + disk * disk * 0.05;
  move(n - 1, by, to, from);
}
FUNCTION void hanoi(const real *x, real *y, int n) {
  struct peg a = {{0}, 0}, b = {{0}, 0}, c = {{0}, 0};
  for (int i = 0; i < n; i++) a.disk[a.n++] = x[i];
  move(4, &a, &b, &c);
  move(2, &b, &c, &a);
  y[0] = a.disk[0] * a.n;
  y[1] = b.disk[0] * b.disk[1];
  y[2] = c.disk[0] + c.disk[1] * c.disk[1];
}

ARRAY_OF_ARRAY(hanoi)

// Addresses: constant expressions of globals, tables of pointers, slots whose address escapes, selects of pointers.
#include <stdio.h>
#include <stdlib.h>

static double table[4][3] = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
static const char *names[] = {"ab", "cde", "f"};
static struct { int n; double *row; } record = {3, &table[2][1]};
static int counter;

static void bump(int *p, int by) { *p += by; }
static int escapes(int k) {
  int local = k;
  int other = 2 * k;
  int *which = k % 2 ? &local : &other;
  bump(which, 5);
  bump(&local, 1);
  return local * 100 + other;
}
static double walk(const double *from, const double *to) {
  double s = 0;
  for (; from != to; ++from) s = s * 0.5 + *from;
  return s;
}
static double far(int take) {
  double *p = take ? &table[3][2] : &table[0][1];
  return *p + record.row[1];
}
typedef double (*unary)(double);
static double twice(double x) { return 2 * x; }
static double square(double x) { return x * x; }
static unary ops[] = {twice, square};
static double apply(int n, double x) {
  for (int i = 0; i < n; i++) x = ops[i & 1](x) - (double)(i == 3);
  return x;
}
struct list { int value; struct list *next; };
static int chain(int n) {
  struct list *head = NULL;
  for (int i = 0; i < n; i++) {
    struct list *cell = malloc(sizeof *cell);
    cell->value = i * i;
    cell->next = head;
    head = cell;
  }
  int s = 0;
  while (head) {
    struct list *next = head->next;
    s = s * 2 + head->value % 7;
    free(head);
    head = next;
  }
  return s;
}
static int variable(int n) {
  int v[n];
  for (int i = 0; i < n; i++) v[i] = i * 3;
  int s = 0;
  for (int i = n - 1; i >= 0; i -= 2) s += v[i];
  return s;
}
static volatile int watched = 3;
static int careful(void) {
  volatile int v = watched;
  v += 2;
  return v * watched;
}
int main(void) {
  printf("%d %d\n", escapes(3), escapes(4));
  printf("%a %a\n", walk(&table[0][0], &table[4][0]), walk(table[1], table[1]));
  printf("%a %a\n", far(0), far(1));
  printf("%a\n", apply(5, 1.25));
  printf("%d %d\n", chain(10), variable(7));
  bump(&counter, names[1][2]);
  printf("%d %s %d\n", counter, names[2], careful());
  return 0;
}

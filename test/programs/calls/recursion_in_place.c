/* A recursive quicksort of active numbers in place. */
#define IN 9
#define OUT 9
#include "program.h"

static void sort(real *x, int n) {
  if (n < 2) return;
  const real pivot = x[n / 2];
  int i = 0, j = n - 1;
  while (i <= j) {
    while (VALUE(x[i]) < VALUE(pivot)) i++;
    while (VALUE(x[j]) > VALUE(pivot)) j--;
    if (i <= j) {
      const real t = x[i];
      x[i++] = x[j];
      x[j--] = t;
    }
  }
  sort(x, j + 1);
  sort(x + i, n - i);
}
FUNCTION void recursion_in_place(real *x, int n) {
  sort(x, n);
  for (int i = 1; i < n; i++) x[i] = x[i] * x[i - 1];
}

IN_PLACE(recursion_in_place)

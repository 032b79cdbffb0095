/* The heat equation in one dimension: two arrays whose pointers are swapped. heat STEPS prints the objective, its gradient, and the memory
 * that the program has had at most. -DCUBIC adds a term that makes the reverse need the states; -DPLAIN is the same without a mark. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "tsad/mark.h"
#ifdef PLAIN
#define __tsad_checkpoint(schedule, budget) ((void)0)
#endif
#ifdef CUBIC
#define TERM(x) (1e-4 * (x) * (x) * (x))
#else
#define TERM(x) 0
#endif
enum { POINTS = 100 };
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);

static double run(const double *first, long steps) {
  double a[POINTS], b[POINTS], *T = a, *Tn = b, sum = 0;
  for (int i = 0; i < POINTS; i++) a[i] = first[i];
  for (long k = 0; k < steps; k++) {
    __tsad_checkpoint(TSAD_REVOLVE, 5);
    for (int i = 1; i < POINTS - 1; i++) Tn[i] = T[i] + 0.5 * (T[i - 1] - 2 * T[i] + T[i + 1]) - TERM(T[i]);
    Tn[0] = T[0], Tn[POINTS - 1] = T[POINTS - 1];
    double *other = T;
    T = Tn, Tn = other;
  }
  for (int i = 0; i < POINTS; i++) sum += T[i];
  return sum;
}

static void objective(const double *first, long steps, double *J) { *J = run(first, steps); }

/* Kilobytes. */
static long peak(void) {
  char line[200];
  long kilobytes = -1;
  FILE *file = fopen("/proc/self/status", "r");
  while (file != NULL && fgets(line, sizeof line, file) != NULL) sscanf(line, "VmHWM: %ld", &kilobytes);
  if (file != NULL) fclose(file);
  return kilobytes;
}

int main(int count, char **words) {
  double T[POINTS] = {20}, d[POINTS] = {0}, J = 0, seed = 1, inner = 0;
  if (count < 2) return 1;
  __enzyme_autodiff((void *)objective, enzyme_dup, T, d, enzyme_const, atol(words[1]), enzyme_dup, &J, &seed);
  for (int i = 1; i < POINTS - 1; i++) inner += d[i] * d[i];
  printf("J %.15g\nd1 %.17g\nd2 %.17g\nd50 %.17g\ninner %.17g\npeak %ld\nbits", J, d[0], d[1], d[49], sqrt(inner), peak());
  for (int i = 0; i < POINTS; i++) printf(" %a", d[i]);
  printf("\n");
  return 0;
}

/* Prints the Hessian row by row, made in three ways, and as extrapolated differences of the gradient with an estimate of how far
 * those may be off. Linked with what tsad makes of modes.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const int length;
const double *where(void);
double value(const double *);
void gradient(const double *, double *);
typedef void product(const double *, const double *, double *);
product forward_over_reverse, reverse_over_forward, reverse_over_reverse;

typedef double real;
static int component;
static double *slopes;
static double objective(const double *x) {
  memset(slopes, 0, length * sizeof *slopes);
  gradient(x, slopes);
  return slopes[component];
}
#include "../programs/differences.h"

static void print(const char *key, product *times, const double *x) {
  double *v = calloc(length, sizeof *v), *row = malloc(length * sizeof *row);
  printf("%s", key);
  for (int i = 0; i < length; i++) {
    v[i] = 1;
    memset(row, 0, length * sizeof *row);
    times(x, v, row);
    v[i] = 0;
    for (int k = 0; k < length; k++) printf(" %a", row[k]);
  }
  printf("\n");
  free(row);
  free(v);
}

int main(void) {
  double *x = malloc(length * sizeof *x);
  slopes = malloc(length * sizeof *slopes);
  memcpy(x, where(), length * sizeof *x);
  print("forward-over-reverse", forward_over_reverse, x);
  print("reverse-over-forward", reverse_over_forward, x);
  print("reverse-over-reverse", reverse_over_reverse, x);
  long double worst = 0;
  printf("differences");
  for (int i = 0; i < length; i++) {
    for (component = 0; component < length; component++) {
      long double estimate;
      printf(" %a", (double)slope(x, i, &estimate));
      if (!(estimate <= worst)) worst = estimate;
    }
  }
  printf("\nestimate %a\n", (double)worst);
  free(slopes);
  free(x);
  return 0;
}

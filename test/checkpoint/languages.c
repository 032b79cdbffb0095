/* Calls the gradient that tsad made of the heat equation in Fortran (-DFORTRAN) or Rust. */
#include <stdio.h>
#ifdef FORTRAN
void run_grad(double *first, double *d_first, long n, long steps, double *J, double *dJ);
#define GRADIENT(T, d, J, dJ) run_grad(T, d, 100, 500, J, dJ)
#else
void run_grad(double *first, double *d_first, long steps, double *J, double *dJ);
#define GRADIENT(T, d, J, dJ) run_grad(T, d, 500, J, dJ)
#endif

int main(void) {
  double T[100] = {20}, d[100] = {0}, J = 0, dJ = 1;
  GRADIENT(T, d, &J, &dJ);
  printf("J %.15g\nd1 %.17g\nd2 %.17g\nd50 %.17g\n", J, d[0], d[1], d[49]);
  return 0;
}

/* What a benchmark program and the driver know of each other. A program is a function, called by `primal`, and the call of its
 * gradient; both are in one module, and sizes are variables, so that the compiler treats the two alike. */
#pragma once
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The qualifier of pointer parameters, chosen by the variant. */
#ifndef RESTRICT
#define RESTRICT
#endif
/* How the memory of results is handed over: with -DNO_RESULT they are not needed. */
#ifdef NO_RESULT
#define RESULT enzyme_dupnoneed
enum { no_result = 1 };
#else
#define RESULT enzyme_dup
enum { no_result = 0 };
#endif

struct program {
  int inputs;    /* numbers to differentiate by */
  int outputs;   /* numbers that are stored; none where the result is returned */
  int in_place;  /* the outputs are stored over the inputs */
  int no_result; /* the gradient need not leave the outputs behind */
  int adjoint_alone; /* the adjoint by hand leaves no outputs behind: where they are needed, it takes the primal beside it */
  double step;   /* the first step of differences, relative; 0 for 0.01. Small where there are kinks close by */
  int kinks;     /* kinks are too close for any differences: the adjoint by hand alone is compared with */
  double need;   /* bytes that a person would keep for the reverse sweep, beside inputs, outputs, work space and shadows */
};

/* What each program defines. `x` are its inputs, `y` its outputs; with a d in front their shadows. */
extern const struct program program;
void prepare(double *x); /* makes the inputs, and all that is not differentiated */
double primal(double *x, double *y);
void gradient(double *x, double *dx, double *y, double *dy);
void adjoint(double *x, double *dx, double *y, double *dy); /* written by hand; not every program has one */

/* What the driver defines: a number between two, the next of a fixed sequence, and memory that holds zeros. */
double uniform(double from, double to);
double *zeros(size_t count);

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed;
void __enzyme_autodiff(void *, ...);

/* A sum of products, as a person writes it where the compiler may not put a sum in another order: in parts, so that it can
 * use vectors. */
static inline double dot(const double *a, const double *b, int n) {
  enum { parts = 8 };
  double sum[parts] = {0}, rest = 0;
  int i = 0;
  for (; i + parts <= n; i += parts)
    for (int k = 0; k < parts; k++) sum[k] += a[i + k] * b[i + k];
  for (; i < n; i++) rest += a[i] * b[i];
  for (int k = 0; k < parts; k++) rest += sum[k];
  return rest;
}

#define NOINLINE __attribute__((noinline))

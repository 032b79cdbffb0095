/* Logistic regression by gradient descent; the gradient is asked for in the source.
 *
 *   clang -O2 -S -emit-llvm fit.c -o fit.ll
 *   npx tsad grad fit.ll -o fit_grad.ll
 *   clang -O2 fit_grad.ll -lm -o fit && ./fit
 */
#include <math.h>
#include <stdio.h>

enum { SAMPLES = 6, FEATURES = 3 };

/* Markers: how the argument after each of them takes part. tsad replaces the call and removes them. */
extern int enzyme_const, enzyme_dup;
void __enzyme_autodiff(void *function, ...);

/* Negative log-likelihood of the weights, with a small ridge. log(1 + e^z) without overflow. */
static double loss(const double *weights, const double *features, const int *labels, int samples) {
  double sum = 0;
  for (int i = 0; i < samples; i++) {
    double z = 0;
    for (int j = 0; j < FEATURES; j++) z += weights[j] * features[i * FEATURES + j];
    const double softplus = z > 0 ? z + log1p(exp(-z)) : log1p(exp(z));
    sum += labels[i] ? softplus - z : softplus;
  }
  double ridge = 0;
  for (int j = 0; j < FEATURES; j++) ridge += weights[j] * weights[j];
  return sum / samples + 0.05 * ridge;
}

int main(void) {
  static const double features[SAMPLES * FEATURES] = {1, 0.2, 1.1, 1, 1.4, 0.3, 1, 2.2, 0.1,
                                                      1, 0.4, 1.9, 1, 1.8, 0.9, 1, 0.1, 0.7};
  static const int labels[SAMPLES] = {0, 1, 1, 0, 1, 0};
  double weights[FEATURES] = {0}, slope[FEATURES];
  for (int step = 0; step < 2000; step++) {
    for (int j = 0; j < FEATURES; j++) slope[j] = 0;
    __enzyme_autodiff((void *)loss, enzyme_dup, weights, slope, enzyme_const, features, enzyme_const, labels,
                      enzyme_const, SAMPLES);
    for (int j = 0; j < FEATURES; j++) weights[j] -= 0.5 * slope[j];
  }
  const double left = fabs(slope[0]) + fabs(slope[1]) + fabs(slope[2]);
  printf("weights %.12f %.12f %.12f, loss %.12f, slope left %.1e\n", weights[0], weights[1], weights[2],
         loss(weights, features, labels, SAMPLES), left);
  return left > 1e-8;
}

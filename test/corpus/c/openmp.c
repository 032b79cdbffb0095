// corpus: -std=gnu17 -fopenmp
// corpus: name=irbuilder clang=22 levels=O0,O2 -std=gnu17 -fopenmp -fopenmp-enable-irbuilder
double dot(const double *a, const double *b, int n) {
  double s = 0;
#pragma omp parallel for reduction(+ : s) schedule(static)
  for (int i = 0; i < n; i++) s += a[i] * b[i];
  return s;
}
void scale(double *a, double k, int n) {
#pragma omp parallel for simd schedule(dynamic, 4) firstprivate(k)
  for (int i = 0; i < n; i++) a[i] *= k;
}
int counter;
#pragma omp threadprivate(counter)
void counts(int *out, int n) {
#pragma omp parallel num_threads(4) copyin(counter)
  {
#pragma omp for nowait
    for (int i = 0; i < n; i++) {
#pragma omp atomic
      out[i & 3] += 1;
    }
#pragma omp critical(name)
    out[4]++;
#pragma omp barrier
#pragma omp single
    out[5] = n;
#pragma omp master
    out[6] = 2;
  }
}
int fib(int n) {
  if (n < 2) return n;
  int a, b;
#pragma omp task shared(a)
  a = fib(n - 1);
#pragma omp task shared(b)
  b = fib(n - 2);
#pragma omp taskwait
  return a + b;
}
float simd(float *x, int n) {
  float s = 0;
#pragma omp simd reduction(+ : s) aligned(x : 32)
  for (int i = 0; i < n; i++) s += x[i] * x[i];
  return s;
}
#pragma omp declare simd notinbranch
double lane(double x) { return x * x + 1; }
void sections(double *x) {
#pragma omp parallel sections
  {
#pragma omp section
    x[0] = 1;
#pragma omp section
    x[1] = lane(x[0]);
  }
}

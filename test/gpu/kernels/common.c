/* Drives common.cu: each kernel against the same computation in plain C. */
#include "drive.h"

TSAD_GPU_KERNEL(saxpy);
TSAD_GPU_KERNEL(block_sum);
TSAD_GPU_KERNEL(histogram);
TSAD_GPU_KERNEL(matmul);
TSAD_GPU_KERNEL(stencil);
TSAD_GPU_KERNEL(nbody);
TSAD_GPU_KERNEL(softmax);
TSAD_GPU_KERNEL(cas_add);
TSAD_GPU_KERNEL(scale_range);
TSAD_GPU_KERNEL(float_sum);
TSAD_GPU_KERNEL(local_array);

enum { MANY = 500 };
typedef tsad_gpu_dim3 d3;

static void test_saxpy(void) {
  float x[MANY], y[MANY], wanted[MANY], a = 1.5f;
  int n = MANY;
  for (int i = 0; i < n; i++) {
    x[i] = (float)random_number();
    y[i] = (float)random_number();
    wanted[i] = a * x[i] + y[i];
  }
  float *px = x, *py = y;
  launch(&TSAD_GPU_NAME(saxpy), (d3){.x = 4}, (d3){.x = 128}, 0, (void *[]){&n, &a, &px, &py});
  for (int i = 0; i < n; i++) expect_near(y[i], wanted[i], 0);
}

static void test_block_sum(void) {
  double x[MANY], out[4], wanted[4] = {0};
  int n = MANY;
  for (int i = 0; i < n; i++) wanted[i / 128] += x[i] = random_number();
  double *px = x, *pout = out;
  launch(&TSAD_GPU_NAME(block_sum), (d3){.x = 4}, (d3){.x = 128}, 0, (void *[]){&px, &pout, &n});
  for (int i = 0; i < 4; i++) expect_near(out[i], wanted[i], 1e-13);
}

static void test_histogram(void) {
  unsigned char x[MANY];
  unsigned bins[16] = {0}, wanted[16] = {0};
  int n = MANY;
  for (int i = 0; i < n; i++) wanted[(x[i] = (unsigned char)rand()) & 15]++;
  unsigned char *px = x;
  unsigned *pbins = bins;
  launch(&TSAD_GPU_NAME(histogram), (d3){.x = 3}, (d3){.x = 64}, 0, (void *[]){&px, &pbins, &n});
  for (int i = 0; i < 16; i++) expect_near(bins[i], wanted[i], 0);
}

static void test_matmul(void) {
  enum { N = 16 };
  float a[N * N], b[N * N], c[N * N];
  int n = N;
  for (int i = 0; i < N * N; i++) {
    a[i] = (float)random_number();
    b[i] = (float)random_number();
  }
  float *pa = a, *pb = b, *pc = c;
  launch(&TSAD_GPU_NAME(matmul), (d3){2, 2, 1}, (d3){8, 8, 1}, 0, (void *[]){&pa, &pb, &pc, &n});
  for (int i = 0; i < N; i++) {
    for (int k = 0; k < N; k++) {
      double sum = 0;
      for (int m = 0; m < N; m++) sum += (double)a[i * N + m] * b[m * N + k];
      expect_near(c[i * N + k], sum, 1e-6);
    }
  }
}

static void test_stencil(void) {
  double u[MANY + 2] = {0}, v[MANY];
  int n = MANY;
  for (int i = 1; i <= n; i++) u[i] = random_number();
  double *pu = u + 1, *pv = v;
  launch(&TSAD_GPU_NAME(stencil), (d3){.x = 8}, (d3){.x = 64}, 0, (void *[]){&pu, &pv, &n});
  for (int i = 0; i < n; i++) expect_near(v[i], 0.25 * u[i] + 0.5 * u[i + 1] + 0.25 * u[i + 2], 1e-15);
}

static void test_nbody(void) {
  enum { N = 64 };
  double bodies[N][4], force[N][3];
  int n = N;
  for (int i = 0; i < N; i++) {
    for (int k = 0; k < 4; k++) bodies[i][k] = random_number();
  }
  void *pb = bodies, *pf = force;
  launch(&TSAD_GPU_NAME(nbody), (d3){.x = 2}, (d3){.x = 32}, 0, (void *[]){&pb, &pf, &n});
  for (int i = 0; i < N; i++) {
    double sum[3] = {0};
    for (int j = 0; j < N; j++) {
      double d[3], square = 0.01;
      for (int k = 0; k < 3; k++) {
        d[k] = bodies[j][k] - bodies[i][k];
        square += d[k] * d[k];
      }
      for (int k = 0; k < 3; k++) sum[k] += bodies[j][3] * d[k] / (square * sqrt(square));
    }
    for (int k = 0; k < 3; k++) expect_near(force[i][k], sum[k], 1e-12);
  }
}

static void test_softmax(void) {
  enum { ROWS = 3, N = 100 };
  float x[ROWS * N], y[ROWS * N];
  int n = N;
  for (int i = 0; i < ROWS * N; i++) x[i] = (float)(8 * random_number());
  float *px = x, *py = y;
  launch(&TSAD_GPU_NAME(softmax), (d3){.x = ROWS}, (d3){.x = 64}, 64 * sizeof(float), (void *[]){&px, &py, &n});
  for (int r = 0; r < ROWS; r++) {
    double sum = 0;
    for (int i = 0; i < N; i++) sum += exp(x[r * N + i]);
    for (int i = 0; i < N; i++) expect_near(y[r * N + i], exp(x[r * N + i]) / sum, 1e-6);
  }
}

static void test_cas_add(void) {
  double x[MANY], sum = 0, wanted = 0;
  int n = MANY;
  for (int i = 0; i < n; i++) wanted += x[i] = random_number();
  double *px = x, *psum = &sum;
  launch(&TSAD_GPU_NAME(cas_add), (d3){.x = 4}, (d3){.x = 128}, 0, (void *[]){&px, &psum, &n});
  expect_near(sum, wanted, 1e-12);
}

static void test_scale_range(void) {
  float from[MANY], to[100];
  for (int i = 0; i < MANY; i++) from[i] = (float)i;
  struct {
    const float *from;
    float *to;
    int first, count;
    float scale;
  } range = {from, to, 50, 100, 2};
  launch(&TSAD_GPU_NAME(scale_range), (d3){.x = 2}, (d3){.x = 64}, 0, (void *[]){&range});
  for (int i = 0; i < 100; i++) expect_near(to[i], 2.0 * (50 + i), 0);
}

static void test_float_sum(void) {
  float x[MANY], sum = 0;
  int n = MANY;
  double wanted = 0;
  for (int i = 0; i < n; i++) wanted += x[i] = (float)(i % 16) / 16;
  float *px = x, *psum = &sum;
  launch(&TSAD_GPU_NAME(float_sum), (d3){.x = 4}, (d3){.x = 128}, 0, (void *[]){&px, &psum, &n});
  expect_near(sum, wanted, 0);
}

static void test_local_array(void) {
  double x[64], y[64];
  int n = 64;
  for (int i = 0; i < n; i++) x[i] = i;
  double *px = x, *py = y;
  launch(&TSAD_GPU_NAME(local_array), (d3){.x = 2}, (d3){.x = 32}, 0, (void *[]){&px, &py, &n});
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int k = 0; k < 16; k++) sum += x[(i + k) % n];
    expect_near(y[i], sum, 0);
  }
}

int main(void) {
  const unsigned both[] = {32, 64, 0};
  run_case("saxpy", test_saxpy, both);
  run_case("block_sum", test_block_sum, both);
  run_case("histogram", test_histogram, both);
  run_case("matmul", test_matmul, both);
  run_case("stencil", test_stencil, both);
  run_case("nbody", test_nbody, both);
  run_case("softmax", test_softmax, both);
  run_case("cas_add", test_cas_add, both);
  run_case("scale_range", test_scale_range, both);
  run_case("float_sum", test_float_sum, both);
  run_case("local_array", test_local_array, both);
  return 0;
}

// corpus: -std=c++17 -fenable-matrix
// Clang's matrix types: column-major intrinsics in the IR.
using m4 = double __attribute__((matrix_type(4, 4)));
using m23 = float __attribute__((matrix_type(2, 3)));
using m32 = float __attribute__((matrix_type(3, 2)));
m4 product(m4 a, m4 b) { return a * b + a; }
void load(m4 *m, const double *p, int stride) { *m = __builtin_matrix_column_major_load(p, 4, 4, stride); }
void store(const m4 *m, double *p) { __builtin_matrix_column_major_store(*m, p, 4); }
m32 flip(m23 a) { return __builtin_matrix_transpose(a); }
double element(m4 &m, int i, int j) { m[i][j] *= 2.0; return m[j][i]; }
m4 scale(m4 a, double k) { return a * k - a / 2.0; }

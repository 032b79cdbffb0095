// corpus: -std=gnu17
// corpus: name=auto levels=O0,O2 -std=gnu17 -ftrivial-auto-var-init=pattern -fstack-protector-strong
double trace(int n, int m, double a[n][m]) { double s = 0; for (int i = 0; i < n && i < m; i++) s += a[i][i]; return s; }
double smooth(const double *x, int n) {
  double t[n + 2];
  t[0] = x[0]; t[n + 1] = x[n - 1];
  for (int i = 0; i < n; i++) t[i + 1] = x[i];
  double s = 0;
  for (int i = 1; i <= n; i++) s += (t[i - 1] + t[i] + t[i + 1]) / 3;
  return s;
}
int scoped(int n) {
  int total = 0;
  for (int i = 1; i < n; i++) { char buffer[i * 3]; __builtin_memset(buffer, i, sizeof buffer); total += buffer[i] + (int)sizeof buffer; if (total > 1000) break; }
  return total;
}
void *stack(unsigned n) { char *p = __builtin_alloca(n); char *q = __builtin_alloca_with_align(n, 512); p[0] = 1; q[0] = 2; return p[0] + q[0] > 3 ? (void *)0 : p; }
long jagged(int n, int (*p)[n]) { typedef int row[n]; row *q = p; return (long)(&q[2] - p) + (long)sizeof(row); }
void escape(void *);
void arrays(int n) { int a[4] = { 1, 2 }; struct { double d[8]; int k; } s = { .k = n }; double m[n][n]; escape(a); escape(&s); escape(m); }

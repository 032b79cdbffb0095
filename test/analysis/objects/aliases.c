/* Programs whose accesses meet in many ways; nothing is freed, so that an address is one object for the whole run. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct node { double v; struct node *next; int tag; };
struct part { double pos[3]; double vel[3]; int id; struct part *near; };
struct tree { struct tree *kids[2]; double v; };
struct vec { double *first, *last, *end; };
union word { double d; uint64_t u; double *p; };

static struct node *heads[4];
static double table[4][8];
static double *cursor;
double shared_total;

static struct node *push(struct node *head, double v) {
  struct node *n = malloc(sizeof *n);
  n->v = v; n->next = head; n->tag = 1;
  return n;
}
double lists(double *x, int n) {
  struct node *h = NULL;
  double s = 0;
  for (int i = 0; i < n; i++) { h = push(h, x[i]); heads[i % 4] = h; }
  for (struct node *p = h; p; p = p->next) { s += p->v; p->v = 2 * s; }
  for (struct node *p = heads[1]; p; p = p->next) s += p->v * p->tag;
  return s;
}
double parts(struct part *p, int n, int d) {
  double s = 0;
  for (int i = 0; i < n; i++) { p[i].near = &p[(i + 1) % n]; p[i].id = i; }
  for (int i = 0; i < n; i++) { p[i].near->vel[d] = p[i].pos[d] + 1; s += p[i].vel[d] * p[i].near->id; }
  struct part q;
  memcpy(&q, &p[1], sizeof q);
  q.pos[d] = 7; q.near->pos[d] = 3;
  memmove(p, p + 1, (n - 1) * sizeof *p);
  return s + q.pos[0] + p[0].pos[1] + p[1].vel[d];
}
static struct tree *insert(struct tree *t, double v) {
  if (!t) { t = calloc(1, sizeof *t); t->v = v; return t; }
  int side = v > t->v;
  t->kids[side] = insert(t->kids[side], v);
  return t;
}
static double fold(struct tree *t) { return t ? fold(t->kids[0]) + t->v + fold(t->kids[1]) : 0; }
double trees(double *x, int n) {
  struct tree *t = NULL;
  for (int i = 0; i < n; i++) t = insert(t, x[i] * (i % 3));
  if (t->kids[1]) t->kids[1]->v = 5;
  return fold(t) + t->v;
}
static void append(struct vec *v, double x) {
  if (v->last == v->end) {
    size_t n = v->last - v->first;
    double *wider = malloc((2 * n + 1) * sizeof *wider);
    if (n) memcpy(wider, v->first, n * sizeof *wider);
    v->first = wider; v->last = wider + n; v->end = wider + 2 * n + 1;
  }
  *v->last++ = x;
}
double vectors(double *x, int n) {
  struct vec v = {0, 0, 0};
  for (int i = 0; i < n; i++) append(&v, x[i]);
  double s = 0;
  for (double *p = v.first; p != v.last; p++) { s += *p; *p = s; }
  v.first[2] = 1;
  return s + v.last[-1];
}
double halves(double *a, int n) {
  if (n == 1) return *a;
  double s = halves(a, n / 2) + halves(a + n / 2, n - n / 2);
  a[0] = s; a[n - 1] += 1;
  return s;
}
static void swap(double **a, double **b) { double *t = *a; *a = *b; *b = t; }
double buffers(double *x, int n) {
  double a[8], b[8], *p = a, *q = b, **which[2] = {&p, &q};
  for (int i = 0; i < 8; i++) { a[i] = x[i % n]; b[i] = i; }
  for (int k = 0; k < 5; k++) {
    for (int i = 1; i < 8; i++) q[i] = p[i - 1] + p[i];
    swap(&p, &q);
    **which[k & 1] = k;
  }
  return p[3] + q[4] + a[0];
}
double words(double *x, int n) {
  union word w[4], v[4];
  for (int i = 0; i < 4; i++) w[i].p = &x[i % n];
  for (int i = 0; i < 4; i++) v[i].u = w[i].u;
  *v[2].p = 9;
  uintptr_t bits = (uintptr_t)&x[1];
  *(double *)(bits + 8) += 1;
  unsigned char *from = (unsigned char *)w, *to = (unsigned char *)v;
  for (size_t i = 0; i < sizeof w; i++) to[i] = from[i];
  *v[1].p += 4;
  return x[1] + x[2];
}
static void keep(double *p) { cursor = p; }
double globals(double *x, int n) {
  keep(&table[1][0]);
  for (int i = 0; i < 8; i++) cursor[i] = x[i % n];
  keep(&x[1]);
  *cursor = 3;
  shared_total += table[1][3] + table[n % 4][2];
  return x[1] + *cursor + shared_total;
}
static void twice(double *p) { *p *= 2; }
static void reset(double *p) { *p = 0; }
static void (*const actions[2])(double *) = {twice, reset};
struct object { const struct methods *m; double *data; };
struct methods { void (*run)(struct object *, int); };
static void run_add(struct object *o, int i) { o->data[i] += 1; }
static void run_swap(struct object *o, int i) { double *d = o->data; double t = d[0]; d[0] = d[i]; d[i] = t; }
static const struct methods adds = {run_add}, swaps = {run_swap};
double calls(double *x, int n) {
  struct object a = {&adds, x}, b = {&swaps, malloc(8 * sizeof *x)}, *all[2] = {&a, &b};
  for (int i = 0; i < 8; i++) b.data[i] = i;
  for (int i = 0; i < n && i < 8; i++) { actions[i & 1](&x[i]); all[i & 1]->m->run(all[i & 1], i); }
  return x[0] + b.data[1] + a.data[2];
}
double grown(double *x, int n) {
  double *p = malloc(sizeof *p), *q = p;
  for (int i = 0; i < n; i++) { p = realloc(p, (i + 1) * sizeof *p); p[i] = x[i]; }
  q = p + 1;
  q[1] = 4; *(q + (n > 2)) += 1;
  return p[2] + q[0];
}

int main(void) {
  double x[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  struct part *p = calloc(4, sizeof *p);
  double s = lists(x, 8) + parts(p, 4, 1) + trees(x, 8) + vectors(x, 8) + halves(x, 8) + buffers(x, 8);
  s += words(x, 8) + globals(x, 8) + calls(x, 8) + grown(x, 8);
  return s == 0;
}

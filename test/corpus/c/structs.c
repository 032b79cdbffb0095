// corpus: -std=gnu17
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=gnu17 -Xclang -opaque-pointers
// corpus: name=ppc64le target=powerpc64le-linux-gnu clang=14,22 levels=O0,O2 -std=gnu17
// corpus: name=arm target=arm-linux-gnueabihf clang=14,22 levels=O0,O2 -std=gnu17
// corpus: name=wasm target=wasm32 clang=14,22 levels=O0,O2 -std=gnu17
// corpus: name=s390x target=s390x-linux-gnu clang=14,22 levels=O0,O2 -std=gnu17
// corpus: name=win target=x86_64-pc-windows-msvc clang=14,22 levels=O0,O2 -std=gnu17
// Structs by value in every size class of the calling conventions, bit-fields, unions, packed and over-aligned layouts.
struct empty {};
struct small { int a; float b; };
struct pair { double x, y; };
struct mixed { float a; double b; char c[3]; };
struct big { double v[7]; int n; };
struct __attribute__((packed)) packed { char c; double d; short s; };
struct __attribute__((aligned(64))) wide { float lane[16]; };
struct flags { unsigned kind : 3; int delta : 7; unsigned long long wide : 40; _Bool on : 1; unsigned : 0; unsigned tail : 5; };
union number { double d; long long i; float f[2]; unsigned char bytes[8]; };
struct tagged { enum { INT, REAL, TEXT } tag; union { long i; double d; const char *s; }; };
struct flexible { int n; double data[]; };

struct small make_small(int a, float b) { return (struct small){ .b = b, .a = a }; }
struct pair swap_pair(struct pair p) { return (struct pair){ p.y, p.x }; }
struct mixed scale_mixed(struct mixed m, double k) { m.a *= (float)k; m.b *= k; m.c[1] = 'x'; return m; }
struct big add_big(struct big a, struct big b) {
  struct big r = { .n = a.n + b.n };
  for (int i = 0; i < 7; i++) r.v[i] = a.v[i] + b.v[i];
  return r;
}
double read_packed(const struct packed *p) { return p->d + p->c - p->s; }
void fill_wide(struct wide *w, float x) { for (int i = 0; i < 16; i++) w->lane[i] = x * i; }
int use_flags(struct flags *f, int x) {
  f->delta = x; f->wide += 1ull << 33; f->on = !f->on; f->tail ^= 9;
  return f->kind + f->delta + (int)f->wide;
}
long long pun(double d) { union number u = { .d = d }; u.bytes[7] &= 0x7f; return u.i; }
float upper_half(union number u) { return u.f[1]; }
double tagged_value(struct tagged t) {
  switch (t.tag) {
  case INT: return (double)t.i;
  case REAL: return t.d;
  case TEXT: return t.s[0];
  }
  return -1;
}
double sum_flexible(const struct flexible *f) { double s = 0; for (int i = 0; i < f->n; i++) s += f->data[i]; return s; }
struct empty nothing(struct empty e) { return e; }
static const struct mixed table[3] = { { 1.5f, -2.25, "ab" }, [2] = { .c = { 1, 2, 3 } } };
double from_table(int i) { struct mixed m = table[i]; return m.a + m.b + m.c[2]; }
struct pair (*chooser)(struct pair) = swap_pair;
struct pair through_pointer(double a) { return chooser((struct pair){ a, 2 * a }); }
struct pair pairs[2][3] = { { { 1, 2 }, { 3, 4 } }, { { 5, 6 } } };
struct self { struct self *next, *prev; double w; struct { int k; struct self *up; } link; } ring = { &ring, &ring, 1.0, { 7, &ring } };

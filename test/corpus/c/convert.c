// corpus: -std=gnu17
// corpus: name=strict -std=gnu17 -ffp-model=strict -frounding-math levels=O0,O2
// corpus: name=fast -std=gnu17 -ffast-math levels=O1,O2
// corpus: name=trapping -std=gnu17 -ffp-exception-behavior=maytrap -fwrapv levels=O2
#define CONVERT(T, N) signed char sc_##N(T x) { return (signed char)x; } unsigned char uc_##N(T x) { return (unsigned char)x; } short s_##N(T x) { return (short)x; } unsigned u_##N(T x) { return (unsigned)x; } long l_##N(T x) { return (long)x; } unsigned long ul_##N(T x) { return (unsigned long)x; } float f_##N(T x) { return (float)x; } double d_##N(T x) { return (double)x; } _Bool b_##N(T x) { return (_Bool)x; }
CONVERT(signed char, sc) CONVERT(unsigned short, us) CONVERT(int, i) CONVERT(unsigned, u) CONVERT(long, l) CONVERT(unsigned long, ul) CONVERT(float, f) CONVERT(double, d) CONVERT(_Bool, b)
void *from_int(unsigned long x) { return (void *)x; }
unsigned long to_int(void *p) { return (unsigned long)p ^ (unsigned)(unsigned long)p; }
int compare(double a, double b) { return (a < b) + 2 * (a <= b) + 4 * (a > b) + 8 * (a >= b) + 16 * (a == b) + 32 * (a != b) + 64 * __builtin_isgreater(a, b) + 128 * __builtin_islessgreater(a, b) + 256 * !(a < b); }
double arithmetic(double a, double b, float c) { return -a + a * b - b / a + c * (float)b; }
volatile double sink;
void observe(double x) { sink = x; sink += x; }
double pick(int k, double a, double b) { return k ? a : b; }
float bits(unsigned x) { float f; __builtin_memcpy(&f, &x, 4); return f; }
double remainder_of(double a, double b) { extern double fmod(double, double); return fmod(a, b); }

// corpus: -std=gnu17
#define R4(x) x, x * 3 + 1, (x ^ 0x55) + 2, x - 7
#define R16(x) R4(x), R4(x + 1), R4(x + 5), R4(x + 9)
#define R64(x) R16(x), R16(x + 100), R16(x + 2000), R16(x + 30000)
#define R256(x) R64(x), R64(x * 7), R64(x * 11), R64(x * 13)
#define D4(x) x, x * 3 + 1, -x, x / 7
#define D16(x) D4(x), D4(x + 1), D4(x * 5), D4(x - 9)
#define D64(x) D16(x), D16(x + 100), D16(x * 1e-5), D16(x / 3)
const int ints[1024] = { R256(1), R256(2), R256(3), R256(4) };
const double doubles[256] = { D64(0.1), D16(1e300), [200] = 1e-320, [201] = __builtin_inf(), [202] = -0.0, [203] = 4.0 / 3.0 };
const float floats[256] = { D64(1.5f), D64(0.1f), [255] = 3.4028235e38f };
const unsigned long long longs[] = { 0xffffffffffffffffull, 1ull << 63, 0, 12345678901234567890ull };
const signed char bytes[40] = { -128, 127, 0, -1, [39] = 5 };
short sparse[1000] = { [3] = 7, [999] = -7 };
int *const inside[] = { (int *)ints, (int *)&ints[17], (int *)((char *)ints + 6), (int *)(&ints[1023] + 1), 0 };
const long difference = (long)((char *)&((struct { int a; double b; } *)0)->b);
_Bool bools[] = { 1, 0, 1 };
struct tree { const struct tree *left, *right; double w; } ;
const struct tree leaf = { 0, 0, 0.5 }, node = { &leaf, &leaf, 1.5 }, root = { &node, &leaf, 2.5 };
double depth(const struct tree *t) { return t ? t->w + depth(t->left) + depth(t->right) : 0; }
int lookup(unsigned i) { return ints[i & 1023] + bytes[i % 40]; }
double interpolate(double x) { int k = (int)x; if (k < 0) k = 0; if (k > 254) k = 254; return doubles[k] + (x - k) * (doubles[k + 1] - doubles[k]); }
unsigned crc(const unsigned char *p, int n) { static unsigned t[256]; if (!t[1]) for (unsigned i = 0; i < 256; i++) { unsigned c = i; for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1; t[i] = c; } unsigned c = ~0u; while (n--) c = t[(c ^ *p++) & 255] ^ (c >> 8); return ~c; }
float fold(int i) { return floats[i] * floats[255 - i]; }

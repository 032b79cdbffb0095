// corpus: -std=gnu2x -Wno-everything
typedef unsigned __int128 u128;
typedef __int128 i128;
u128 mul64(unsigned long a, unsigned long b) { return (u128)a * b; }
unsigned long mulmod(unsigned long a, unsigned long b, unsigned long m) { return (unsigned long)((u128)a * b % m); }
i128 mix(i128 a, int b) { return (a << b) ^ (a >> 3) ^ -a; }
double to_double(i128 a, u128 b) { return (double)a + (float)b; }
i128 from_double(double x) { return (i128)x + (u128)(x * 2); }
_BitInt(17) small(_BitInt(17) a, _BitInt(9) b) { return a * b + (a >> 2); }
unsigned _BitInt(67) odd(unsigned _BitInt(67) a) { return a / 3 + (a << 5); }
_BitInt(128) big(_BitInt(128) a, _BitInt(128) b) { return a * b - (a & b); }
_Bool compare(i128 a, i128 b, u128 c) { return a < b || (u128)a >= c; }
const u128 constant = ((u128)0xfedcba9876543210ull << 64) | 0x0123456789abcdefull;
i128 minimum = (i128)1 << 127;
struct wide { _BitInt(24) a[3]; _Bool b : 1; _BitInt(33) c : 20; } wides = { { 1, -2, 3 }, 1, 7 };
int arithmetic(int a, unsigned b, short c, signed char d, long long e) { return a / 3 + a % 7 + (int)(b / 5u) + (int)(b % 9u) + c * d + (int)(e >> 7) + (int)((unsigned long long)e >> 9) - (a << 3) + ~a + !b + (a && c) + (d || e); }
unsigned casts(signed char a, unsigned short b, long c, _Bool d) { return (unsigned)a + (unsigned)(short)b + (unsigned char)c + d + (unsigned)(signed char)c; }

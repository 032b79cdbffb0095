// corpus: -std=gnu17
int dense(int k) { switch (k) { case 0: return 11; case 1: return 7; case 2: return 99; case 3: return -4; case 4: return 0; case 5: return 1234; case 6: return 5; default: return -1; } }
int sparse(long k) { switch (k) { case -9223372036854775807L - 1: return 1; case -5: return 2; case 1000000000000L: return 3; case 7 ... 19: return 4; case 0x7fffffffffffffffL: return 5; } return 0; }
const char *text(unsigned char c) { switch (c) { case 'a' ... 'z': case 'A' ... 'Z': return "letter"; case '0' ... '9': return "digit"; case ' ': case '\t': case '\n': return "space"; default: return "other"; } }
void duff(char *to, const char *from, int n) {
  int k = (n + 7) / 8;
  switch (n % 8) { case 0: do { *to++ = *from++; case 7: *to++ = *from++; case 6: *to++ = *from++; case 5: *to++ = *from++; case 4: *to++ = *from++; case 3: *to++ = *from++; case 2: *to++ = *from++; case 1: *to++ = *from++; } while (--k > 0); }
}
long ackermann(long m, long n) { return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1)); }
int odd(unsigned n);
int even(unsigned n) { if (n == 0) return 1; __attribute__((musttail)) return odd(n - 1); }
int odd(unsigned n) { if (n == 0) return 0; __attribute__((musttail)) return even(n - 1); }
int nested(int a, int b) { for (int i = 0; i < a; i++) { switch (b & 3) { case 0: continue; case 1: b += i; break; case 2: goto out; default: if (i > 5) return b; } while (b > 100) { b -= 7; if (b % 13 == 0) goto out; } } out: return -b; }
int likely(int x) { if (__builtin_expect(x > 10, 0)) return x * 7; switch (__builtin_expect(x, 3)) { case 3: return 1; case 4: return 2; } return 0; }
_Bool tiny(_Bool a, _Bool b) { switch (a) { case 0: return b; case 1: return !b; } return 0; }
int goto_loop(int n) { int s = 0; again: if (n > 0) { s += n--; if (s & 1) goto again; goto skip; } return s; skip: s *= 2; goto again; }

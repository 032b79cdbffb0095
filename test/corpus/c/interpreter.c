// corpus: -std=gnu17
// Computed goto, label addresses in static tables and label differences.
enum { PUSH, ADD, MUL, DUP, JNZ, DEC, HALT };
long run(const unsigned char *code, long x) {
  static void *const labels[] = { &&push, &&add, &&mul, &&dup, &&jnz, &&dec, &&halt };
  long stack[64], *sp = stack;
  *sp = x;
#define NEXT goto *labels[*code++]
  NEXT;
push: *++sp = *code++; NEXT;
add: sp[-1] += sp[0]; sp--; NEXT;
mul: sp[-1] *= sp[0]; sp--; NEXT;
dup: sp[1] = sp[0]; sp++; NEXT;
jnz: if (*sp) code -= *code; else code++; NEXT;
dec: --*sp; NEXT;
halt: return *sp;
}
int relative(int i) {
  static const int offsets[] = { &&a - &&a, &&b - &&a, &&c - &&a };
  goto *(&&a + offsets[i]);
a: return 1;
b: return 20;
c: return 300;
}
void *escape(int k) {
  void *p = k ? &&one : &&two;
  goto *p;
one: return p;
two: return (char *)p + 1;
}

// corpus: -std=gnu17
__asm__(".globl module_level\nmodule_level:\n\tret\n\t.ascii \"a\\\"b\"");
__asm__("# second");
int add(int a, int b) { int r; __asm__("addl %2, %0" : "=r"(r) : "0"(a), "rm"(b) : "cc"); return r; }
void cpu(unsigned leaf, unsigned out[4]) {
  __asm__ volatile("cpuid" : "=a"(out[0]), "=b"(out[1]), "=c"(out[2]), "=d"(out[3]) : "a"(leaf), "c"(0));
}
double root(double x) { double y; __asm__("sqrtsd %1, %0" : "=x"(y) : "x"(x)); return y; }
void barrier(void) { __asm__ volatile("" ::: "memory"); }
int in_out(int *p, int v) { __asm__ volatile("lock xaddl %0, %1" : "+r"(v), "+m"(*p) : : "memory", "cc"); return v; }
int jump(int x) {
  __asm__ goto("testl %0, %0; jne %l1" : : "r"(x) : "cc" : other);
  return 0;
other: return 1;
}
int jump_with_output(int x) {
  int y;
  __asm__ goto("movl %1, %0; jne %l2; jc %l[far]" : "=r"(y) : "r"(x) : "cc" : near, far);
  return y;
near: return y + 1;
far: return -1;
}
register unsigned long stack_pointer __asm__("rsp");
unsigned long where(void) { return stack_pointer; }
int flags(int a, int b) { int z; __asm__("cmpl %2, %1" : "=@ccz"(z) : "r"(a), "r"(b)); return z; }
long early(long a) { long r; __asm__("movq %1, %0\n\tincq %0" : "=&r"(r) : "ri"(a)); return r; }
void intel(void) { __asm__ volatile("nop {att|intel}" ::: "eax", "xmm0"); }
int renamed(void) __asm__("other_name");
int call_renamed(void) { return renamed(); }

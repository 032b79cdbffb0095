// corpus: -std=gnu17
typedef struct { long regs[32]; } jmp_buf[1];
extern int setjmp(jmp_buf) __attribute__((returns_twice));
extern void longjmp(jmp_buf, int) __attribute__((noreturn));
static jmp_buf env;
static void *builtin_env[5];
void fail(int code) { longjmp(env, code); }
int guarded(int (*f)(int), int x) {
  volatile int state = 1;
  int code = setjmp(env);
  if (code) return -code * state;
  state = 2;
  return f(x);
}
void leave(void) { __builtin_longjmp(builtin_env, 1); }
int builtin_guarded(void (*f)(void)) {
  if (__builtin_setjmp(builtin_env)) return 1;
  f();
  return 0;
}
__attribute__((noreturn)) void spin(void) { for (;;) {} }
int cleanup_count;
static void cleanup(int *p) { cleanup_count += *p; }
int with_cleanup(int n) { int k __attribute__((cleanup(cleanup))) = n; if (n > 3) return k * 2; k++; return k; }

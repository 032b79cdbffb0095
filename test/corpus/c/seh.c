// corpus: target=x86_64-pc-windows-msvc -fms-extensions -Wno-everything
int risky(int *p);
static int filter(unsigned long code) { return code == 0xC0000005; }
int guarded(int *p) { int r = 0; __try { r = risky(p); } __except (filter(_exception_code())) { r = -1; } return r; }
int finally_counter;
int cleanup(int *p) { __try { return risky(p); } __finally { finally_counter++; } }
int nested(int *p) { int state = 0; __try { __try { state = 1; risky(p); } __finally { state += 10; } } __except (1) { state += 100; } return state; }
__declspec(dllexport) int exported(int x) { return x; }
__declspec(dllimport) int imported(int);
__declspec(thread) int tls;
__declspec(selectany) int any = 4;
__declspec(noinline) int call(int x) { tls++; return imported(x) + any; }
int __stdcall std(int a) { return a; }
int __vectorcall vec(double a, int b) { return (int)a + b; }
int leave(int *p) { int r = 1; __try { if (!p) __leave; r = *p; } __except (1) { return 7; } return r; }

// corpus: -std=c++17 -fexceptions
// corpus: name=opaque clang=14 levels=O0,O2,O2-g -std=c++17 -fexceptions -Xclang -opaque-pointers
// corpus: name=msvc target=x86_64-pc-windows-msvc -std=c++17 -fexceptions -fcxx-exceptions -Wno-everything
// corpus: name=wasm target=wasm32-unknown-emscripten -std=c++17 -fexceptions -fwasm-exceptions -mexception-handling levels=O0,O2 clang=14,22
// corpus: name=sjlj target=armv7-apple-ios -std=c++17 -fexceptions -fsjlj-exceptions levels=O0,O2 clang=14,22
struct Guard { int *p; Guard(int *p) : p(p) { ++*p; } ~Guard() { --*p; } };
struct Error { int code; virtual ~Error() {} };
struct Bad : Error { double detail; Bad(int c, double d) : detail(d) { code = c; } };
int may_throw(int);
void never() noexcept;
int simple(int x) { try { return may_throw(x); } catch (int e) { return e; } }
int many(int x) { int live = 0; Guard a(&live); try { Guard b(&live); return may_throw(x) + may_throw(x + 1); } catch (const Bad &e) { return (int)e.detail + live; } catch (Error &e) { return e.code; } catch (const char *s) { return s[0]; } catch (...) { live = 7; throw; } }
int nested(int x) { try { try { return may_throw(x); } catch (int) { may_throw(1); throw Bad(x, 2.5); } } catch (Bad b) { return b.code; } }
void thrower(int k) { if (k == 1) throw 42; if (k == 2) throw Bad(k, 1.5); if (k == 3) throw "text"; if (k == 4) throw nullptr; }
int cannot(int x) noexcept { Guard g(&x); return may_throw(x); }
void specified(int x) noexcept(sizeof(int) == 4) { may_throw(x); }
int loop(int n) { int s = 0; for (int i = 0; i < n; i++) { try { if (i == 3) continue; if (i == 9) break; s += may_throw(i); } catch (long e) { s -= e; if (e > 100) return s; } } return s; }
struct Member { Guard a, b; int v; Member(int *p) try : a(p), b(p), v(may_throw(*p)) {} catch (int) { *p = -1; } };
int construct(int k) { Member m(&k); return m.v; }
int *array(int n) { return new int[n]{ 1, 2, 3 }; }
struct Widget { Widget(); ~Widget(); int x[3]; };
Widget *widgets(int n) { return new Widget[n]; }
void aggregate() { Widget w[4]; may_throw(w[1].x[2]); }
void function_try(int x) try { may_throw(x); } catch (...) { never(); }

// corpus: -std=gnu17
// corpus: name=pic levels=O0,O2 -std=gnu17 -fPIC
// corpus: name=sections levels=O2 -std=gnu17 -ffunction-sections -fdata-sections -mcmodel=large -fno-plt
// corpus: name=common levels=O0,O2 -std=gnu17 -fcommon -fvisibility=hidden
// Linkages, visibilities, storage models and the attributes that only symbols carry.
int tentative;
static int internal_counter;
extern int imported;
__attribute__((weak)) int weak_data = 3;
extern int weak_ref __attribute__((weak));
__attribute__((visibility("hidden"))) int hidden_data;
__attribute__((visibility("protected"))) int protected_data = 1;
__attribute__((section(".mydata"), aligned(128), used)) static int placed[4] = { 1 };
__thread int tls_default;
__thread int tls_init = 4;
static __thread double tls_local;
extern __thread int tls_extern __attribute__((tls_model("initial-exec")));
__thread int tls_exec __attribute__((tls_model("local-exec")));
const int read_only = 9;
const char *const names[] = { "a", "b", (const char *)&read_only };
int target_function(int x) { return x + internal_counter++; }
int alias_function(int) __attribute__((alias("target_function")));
int weak_alias(int) __attribute__((weak, alias("target_function")));
extern int alias_data __attribute__((alias("weak_data")));
static int impl_a(int x) { return x; }
static int impl_b(int x) { return -x; }
static void *pick(void) { return tentative ? (void *)impl_a : (void *)impl_b; }
int resolved(int) __attribute__((ifunc("pick")));
static int renamed(int) __attribute__((weakref("elsewhere")));
int uses_weak(int x) { return &weak_ref ? weak_ref + renamed(x) : resolved(x); }
__attribute__((constructor(200))) static void start(void) { internal_counter = 7; }
__attribute__((destructor)) static void stop(void) { internal_counter = 0; }
__attribute__((noinline, cold)) int cold_path(int x) { return x * 3; }
__attribute__((always_inline)) static inline int hot(int x) { return x << 2; }
__attribute__((hot, flatten)) int caller(int x) { return hot(x) + cold_path(x); }
__attribute__((pure)) int pure_fn(const int *p) { return *p; }
__attribute__((const)) int const_fn(int x) { return x * x; }
__attribute__((malloc, alloc_size(1), returns_nonnull)) void *my_alloc(unsigned long n);
__attribute__((nonnull(1), warn_unused_result)) int checked(int *p, int *q) { return p != q; }
__attribute__((naked)) void bare(void) { __asm__("ret"); }
__attribute__((optnone, noinline)) int unoptimised(int x) { int y = x; return y + 1; }
__attribute__((target("avx2"))) int with_target(int x) { return __builtin_popcount(x); }
__attribute__((no_sanitize("address"), no_stack_protector)) int plain(int x) { return x; }
__attribute__((regparm(2))) int reg(int a, int b);
__attribute__((ms_abi)) int windows(int a, double b) { return a + (int)b; }
__attribute__((vectorcall)) double vector_call(double a, double b) { return a + b; }
__attribute__((preserve_most)) void preserve(void) { tls_local += 1; }
int calls(int x) { int *p = my_alloc(16); *p = x; preserve(); return windows(x, 2.0) + (int)vector_call(1, x) + checked(p, 0) + tls_extern + tls_exec + tls_init + tls_default + imported + const_fn(x) + pure_fn(p); }
inline int inline_only(int x) { return x + 1; }
int use_inline(int x) { return inline_only(x); }
extern inline __attribute__((gnu_inline)) int gnu(int x) { return x - 1; }
int use_gnu(int x) { return gnu(x) + alias_function(x) + weak_alias(x) + alias_data; }

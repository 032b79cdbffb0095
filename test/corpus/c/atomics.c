// corpus: -std=gnu17
// corpus: name=aarch64 target=aarch64-linux-gnu -std=gnu17 clang=14,22 levels=O0,O2
// Every operation at every memory order that C allows.
int g;
long lg;
_Atomic double ad;
_Atomic(int *) ap;
struct both { long a, b; };
_Atomic struct both ab;
#define ORDERS(M) M(__ATOMIC_RELAXED) M(__ATOMIC_ACQUIRE) M(__ATOMIC_RELEASE) M(__ATOMIC_ACQ_REL) M(__ATOMIC_SEQ_CST)
int all_add(int *p, int v) {
  int s = 0;
#define ADD(o) s += __atomic_fetch_add(p, v, o) + __atomic_sub_fetch(p, v, o);
  ORDERS(ADD)
  return s;
}
int bits(int *p, int v) {
  return __atomic_fetch_and(p, v, 5) | __atomic_fetch_or(p, v, 2) | __atomic_fetch_xor(p, v, 3) | __atomic_fetch_nand(p, v, 0) |
         __atomic_and_fetch(p, v, 4);
}
int minmax(int *p, unsigned *u, int v) {
  return __atomic_fetch_min(p, v, 5) + __atomic_fetch_max(p, v, 5) + (int)__atomic_fetch_min(u, (unsigned)v, 0) + (int)__atomic_fetch_max(u, 3u, 2);
}
int loads(int *p) { return __atomic_load_n(p, 0) + __atomic_load_n(p, 2) + __atomic_load_n(p, 5) + *(volatile int *)p; }
void stores(int *p, int v) { __atomic_store_n(p, v, 0); __atomic_store_n(p, v, 3); __atomic_store_n(p, v, 5); *(volatile int *)p = v; }
_Bool cas(int *p, int *expected, int v) {
  return __atomic_compare_exchange_n(p, expected, v, 0, 5, 5) || __atomic_compare_exchange_n(p, expected, v, 1, 4, 2) ||
         __atomic_compare_exchange_n(p, expected, v, 1, 0, 0) || __atomic_compare_exchange_n(p, expected, v, 0, 3, 0);
}
int order_at_run_time(int *p, int order) { return __atomic_fetch_add(p, 1, order); }
int swap(int *p, int v) { return __atomic_exchange_n(p, v, 4) + __sync_lock_test_and_set(p, 1); }
void fences(void) {
  __atomic_thread_fence(2); __atomic_thread_fence(3); __atomic_thread_fence(4); __atomic_thread_fence(5); __atomic_signal_fence(5);
  __sync_synchronize();
}
double add_double(double x) { ad += x; return ad; }
int *advance(void) { return ap++; }
long both_sum(struct both v) { ab = v; struct both w = ab; return w.a + w.b; }
_Bool flag(char *f) { _Bool b = __atomic_test_and_set(f, 2); __atomic_clear(f, 3); return b; }
__int128 wide(__int128 *p, __int128 v) { return __atomic_exchange_n(p, v, 5); }
unsigned char narrow(unsigned char *p, short *q) { return __atomic_fetch_add(p, 1, 0) + __atomic_fetch_or(q, 7, 5); }

// corpus: clang=19,22 -std=gnu17
// corpus: name=aarch64 target=aarch64-linux-gnu -std=gnu17 -march=armv8.2-a+fp16+bf16 -DFP16
// Half and bfloat arithmetic, storage and conversion.
_Float16 poly(_Float16 x) { return x * x + (_Float16)0.333 - x / (_Float16)3; }
float widen(_Float16 a, _Float16 b) { return (float)a * b; }
_Float16 narrow(double d, int i) { return (_Float16)d + (_Float16)i; }
int cmp(_Float16 a, _Float16 b) { return a < b ? 1 : a == b ? 0 : -1; }
void axpy(_Float16 *restrict y, const _Float16 *restrict x, _Float16 a, int n) { for (int i = 0; i < n; i++) y[i] += a * x[i]; }
_Float16 table[] = { 1.0f16, -0.0f16, 65504.0f16, 6e-8f16 };
typedef _Float16 h8 __attribute__((vector_size(16)));
h8 lanes(h8 a, h8 b) { return a * b + a; }
#ifdef FP16
__fp16 stored;
float load_stored(void) { return stored; }
void store_stored(float f) { stored = f; }
#endif
#if __clang_major__ >= 17
__bf16 bsum(const __bf16 *v, int n) { float s = 0; for (int i = 0; i < n; i++) s += (float)v[i]; return (__bf16)s; }
__bf16 bmul(__bf16 a, __bf16 b) { return a * b; }
__bf16 bconst = 1.5f;
#endif

// corpus: -std=c++20
// corpus: name=noexc -std=c++20 -fno-exceptions -fno-rtti levels=O0,O2
// A generator and a task, with the smallest coroutine library that the language accepts.
namespace std {
#if __clang_major__ < 15
inline namespace experimental_v1 {}
namespace experimental {
#endif
template <class R, class... A> struct coroutine_traits { using promise_type = typename R::promise_type; };
template <class P = void> struct coroutine_handle;
template <> struct coroutine_handle<void> {
  void *frame = nullptr;
  static coroutine_handle from_address(void *p) noexcept { coroutine_handle h; h.frame = p; return h; }
  void *address() const noexcept { return frame; }
  void resume() const { __builtin_coro_resume(frame); }
  void destroy() const { __builtin_coro_destroy(frame); }
  bool done() const noexcept { return __builtin_coro_done(frame); }
};
template <class P> struct coroutine_handle : coroutine_handle<> {
  static coroutine_handle from_address(void *p) noexcept { coroutine_handle h; h.frame = p; return h; }
  static coroutine_handle from_promise(P &p) { coroutine_handle h; h.frame = __builtin_coro_promise(&p, alignof(P), true); return h; }
  P &promise() const { return *static_cast<P *>(__builtin_coro_promise(frame, alignof(P), false)); }
};
struct suspend_always { bool await_ready() noexcept { return false; } void await_suspend(coroutine_handle<>) noexcept {} void await_resume() noexcept {} };
struct suspend_never { bool await_ready() noexcept { return true; } void await_suspend(coroutine_handle<>) noexcept {} void await_resume() noexcept {} };
#if __clang_major__ < 15
}
using namespace experimental;
#endif
}
struct Generator {
  struct promise_type {
    double current;
    Generator get_return_object() { return { std::coroutine_handle<promise_type>::from_promise(*this) }; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(double v) { current = v; return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> h;
};
Generator powers(double x, int n) { double p = 1; for (int i = 0; i < n; i++) { co_yield p; p *= x; } }
double geometric(double x) { Generator g = powers(x, 5); double s = 0; for (g.h.resume(); !g.h.done(); g.h.resume()) s += g.h.promise().current; g.h.destroy(); return s; }
struct Awaiter { int v; bool await_ready() { return v > 3; } bool await_suspend(std::coroutine_handle<>) { return v & 1; } int await_resume() { return v * 2; } };
Generator waits(int a) { int x = co_await Awaiter{ a }; co_yield x + co_await Awaiter{ x }; co_return; }

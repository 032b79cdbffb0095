// Closures, iterators of our own, generators by state machine, async, threads, atomics, panics and unwinding.
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};
static HITS: AtomicUsize = AtomicUsize::new(0);
thread_local! { static LOCAL: std::cell::Cell<f64> = const { std::cell::Cell::new(1.5) }; }
pub struct Powers { x: f64, p: f64 }
impl Iterator for Powers { type Item = f64; fn next(&mut self) -> Option<f64> { let p = self.p; self.p *= self.x; if p.abs() > 1e100 { None } else { Some(p) } } }
pub fn series(x: f64) -> f64 { Powers { x, p: 1.0 }.zip(1..).take(20).filter(|(_, k)| k % 3 != 0).map(|(p, k)| p / k as f64).sum() }
pub fn counter() -> impl FnMut() -> u32 { let mut n = 0; move || { n += 1; n } }
pub fn apply<F: FnOnce(String) -> usize>(f: F) -> usize { f("owned".to_owned()) }
pub fn hits() -> usize { HITS.fetch_add(1, Ordering::Relaxed) + HITS.load(Ordering::Acquire) }
pub fn add_float(a: &AtomicU64, x: f64) -> f64 { let mut old = a.load(Ordering::Relaxed); loop { let new = (f64::from_bits(old) + x).to_bits(); match a.compare_exchange_weak(old, new, Ordering::AcqRel, Ordering::Relaxed) { Ok(_) => return f64::from_bits(new), Err(v) => old = v } } }
pub fn local(x: f64) -> f64 { LOCAL.with(|l| { l.set(l.get() + x); l.get() }) }
pub struct Ready(f64);
impl Future for Ready { type Output = f64; fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<f64> { if self.0 > 0.0 { Poll::Ready(self.0) } else { Poll::Pending } } }
pub async fn awaits(x: f64) -> f64 { let a = Ready(x).await; let b = Ready(a + 1.0).await; a * b }
pub fn boxed(x: f64) -> Pin<Box<dyn Future<Output = f64>>> { Box::pin(awaits(x)) }
pub fn guarded(x: f64) -> f64 { std::panic::catch_unwind(|| if x < 0.0 { panic!("negative {x}") } else { x.sqrt() }).unwrap_or(-1.0) }

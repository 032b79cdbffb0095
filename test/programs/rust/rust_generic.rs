//! Generic functions over a trait of numbers, at f64 and f32.
use std::ops::{Add, Mul, Sub};

trait Number: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    const ONE: Self;
    fn root(self) -> Self;
    fn of(v: f64) -> Self;
    fn wide(self) -> f64;
}

impl Number for f64 {
    const ONE: f64 = 1.0;
    fn root(self) -> f64 { self.sqrt() }
    fn of(v: f64) -> f64 { v }
    fn wide(self) -> f64 { self }
}

impl Number for f32 {
    const ONE: f32 = 1.0;
    fn root(self) -> f32 { self.sqrt() }
    fn of(v: f64) -> f32 { v as f32 }
    fn wide(self) -> f64 { self as f64 }
}

fn horner<T: Number>(coefficients: &[T], at: T) -> T {
    let mut value = T::ONE;
    for c in coefficients {
        value = value * at + *c;
    }
    value - T::ONE.root()
}

#[no_mangle]
pub extern "C" fn rust_generic(x: *const f32, n: usize) -> f32 {
    let x = unsafe { std::slice::from_raw_parts(x, n) };
    let wide: Vec<f64> = x.iter().map(|v| f64::of(v.wide())).collect();
    let exact = horner(&wide[1..], wide[0]);
    let single = horner(&x[1..4], x[0].root());
    (exact * single.wide()) as f32
}

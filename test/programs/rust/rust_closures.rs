//! Generic functions, closures that capture, and tuples.
fn total<F: Fn(f64) -> f64>(x: &[f64], f: F) -> f64 {
    let mut s = 0.0;
    for v in x {
        s += f(*v);
    }
    s
}

fn both(x: &[f64], scale: f64) -> (f64, f64) {
    (total(x, |v| (scale * v).sin() / scale), total(x, |v| v * v * scale))
}

fn slope(f: impl Fn(f64) -> f64, at: f64, step: f64) -> f64 {
    (f(at + step) - f(at)) / step
}

#[no_mangle]
pub fn rust_closures(x: &[f64]) -> f64 {
    let (low, high) = both(x, x[0] + 1.0);
    low * high + slope(|v| (2.0 * v).sin() / 2.0, low, 1e-3)
}

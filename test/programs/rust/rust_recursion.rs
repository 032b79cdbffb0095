//! Recursive functions: adaptive quadrature with a closure behind a reference, and mergesort-like sums by halves.
fn quadrature(f: &dyn Fn(f64) -> f64, a: f64, b: f64, depth: u32) -> f64 {
    let m = (a + b) / 2.0;
    let whole = (b - a) * f(m);
    let halves = (b - a) / 2.0 * (f((a + m) / 2.0) + f((m + b) / 2.0));
    if depth == 0 || (whole - halves).abs() < 1e-3 {
        return halves + (halves - whole) / 3.0;
    }
    quadrature(f, a, m, depth - 1) + quadrature(f, m, b, depth - 1)
}

fn by_halves(x: &[f64]) -> f64 {
    match x.len() {
        0 => 0.0,
        1 => x[0] * x[0],
        n => {
            let (low, high) = x.split_at(n / 2);
            by_halves(low) + by_halves(high) * x[0]
        }
    }
}

#[no_mangle]
pub fn rust_recursion(x: &[f64]) -> f64 {
    let p = x[1];
    quadrature(&|t| (-p * t * t).exp(), 0.0, x[0], 6) * by_halves(&x[2..])
}

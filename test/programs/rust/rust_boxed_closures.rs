//! Closures in boxes: composition, a function that returns impl Fn, and a Vec of dyn Fn.
fn scaled(k: f64) -> impl Fn(f64) -> f64 {
    move |v| k * v
}

fn compose<A: Fn(f64) -> f64, B: Fn(f64) -> f64>(a: A, b: B) -> impl Fn(f64) -> f64 {
    move |v| b(a(v))
}

#[no_mangle]
pub fn rust_boxed_closures(x: &[f64]) -> f64 {
    let (a, b) = (x[0], x[1]);
    let stages: Vec<Box<dyn Fn(f64) -> f64>> = vec![
        Box::new(scaled(a)),
        Box::new(move |v| (v + b).sin()),
        Box::new(compose(scaled(b), |v| v * v + 0.5)),
    ];
    x[2..].iter().map(|v| stages.iter().fold(*v, |h, f| f(h))).sum()
}

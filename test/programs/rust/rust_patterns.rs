//! Patterns of slices: first and rest in a recursive function, bindings, ranges and guards.
fn blend(x: &[f64]) -> f64 {
    match x {
        [] => 1.0,
        [only] => only * only,
        [first, .., last] if first > last => first * last + blend(&x[1..]),
        [first, rest @ ..] => first.sin() - blend(rest) * 0.5,
    }
}

fn graded(v: f64, i: usize) -> f64 {
    match i {
        0 => v,
        1..=3 => v * v,
        k if k % 2 == 0 => v.exp(),
        k @ (5 | 7) => v * k as f64,
        _ => 1.0 / v,
    }
}

#[no_mangle]
pub fn rust_patterns(x: &[f64]) -> f64 {
    let graded: f64 = x.iter().enumerate().map(|(i, v)| graded(*v, i)).sum();
    let [a, b, ..] = x else { return 0.0 };
    blend(x) * graded + a * b
}

//! Checks that panic with messages: assert, expect, unreachable, an index that is out of bounds, and an overflow.
fn checked_ratio(a: f64, b: f64, i: usize) -> f64 {
    assert!(b != 0.0, "division by zero at {i}: {a} / {b}");
    debug_assert!(a.is_finite(), "{a:?} is not finite");
    a / b
}

fn pick(x: &[f64], kind: u8) -> f64 {
    match kind {
        0 => *x.first().expect("no elements"),
        1 => x[x.len() / 2],
        2 => *x.last().unwrap(),
        _ => unreachable!("kind {kind}"),
    }
}

#[no_mangle]
pub fn rust_panics(x: &[f64]) -> f64 {
    assert_eq!(x.len() % 2, 0, "an even number of values is wanted");
    let mut s = 0.0;
    let mut at: u8 = 0;
    for i in 0..x.len() - 1 {
        s += checked_ratio(x[i], x[i + 1], i) * pick(x, (i % 3) as u8);
        at += 3;
    }
    if s < -1e9 {
        panic!("the sum {s} is too small after {at}");
    }
    s * at as f64
}

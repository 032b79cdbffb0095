//! Running values: scan, take_while and skip_while, a discounted return.
#[no_mangle]
pub fn rust_scan(x: &[f64]) -> f64 {
    let discounted: f64 = x
        .iter()
        .scan(1.0, |weight, v| {
            let term = *weight * v;
            *weight *= 0.9;
            Some(term)
        })
        .sum();
    let until = x
        .iter()
        .scan(0.0, |total, v| {
            *total += v * v;
            Some(*total)
        })
        .take_while(|t| *t < 3.0)
        .fold(0.0, |s, t| s + t.sqrt());
    let after: f64 = x.iter().skip_while(|v| **v < 1.0).map(|v| 1.0 / v).sum();
    discounted * until - after
}

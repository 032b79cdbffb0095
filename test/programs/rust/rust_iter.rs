//! Iterators with map, sum, filter and fold.
#[no_mangle]
pub fn rust_iter(x: &[f64]) -> f64 {
    let norm = x.iter().map(|v| v * v).sum::<f64>().sqrt();
    let large: f64 = x.iter().filter(|v| **v > 0.7).map(|v| v.sin()).sum();
    let mixed = x.iter().fold(1.0, |a, v| a * 0.5 + v * a);
    norm * large + mixed
}

//! Adapters of iterators: step_by, rev, skip, take, chain and cycle.
#[no_mangle]
pub fn rust_adapters(x: &[f64]) -> f64 {
    let odd: f64 = x.iter().skip(1).step_by(2).map(|v| v.exp()).sum();
    let back = x.iter().rev().take(5).fold(1.0, |a, v| a * v + 0.5);
    let ends = x[..2].iter().chain(x[x.len() - 2..].iter()).map(|v| v * v * v).sum::<f64>();
    let weights = [0.5, -1.5, 2.0];
    let cyclic: f64 = x.iter().zip(weights.iter().cycle()).map(|(v, w)| v.sin() * w).sum();
    odd * back + ends * cyclic
}

//! Extremes of floats: max_by with total_cmp, min_by with partial_cmp, fold with f64::max, clamp, and a stable log-sum-exp.
fn log_sum_exp(x: &[f64]) -> f64 {
    let most = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + x.iter().map(|v| (v - most).exp()).sum::<f64>().ln()
}

#[no_mangle]
pub fn rust_extremes(x: &[f64]) -> f64 {
    let largest = x.iter().max_by(|a, b| a.total_cmp(b)).unwrap();
    let smallest = x.iter().cloned().min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
    let clamped: f64 = x.iter().map(|v| v.clamp(0.5, 1.1) * v).sum();
    log_sum_exp(x) * (largest - smallest) + clamped
}

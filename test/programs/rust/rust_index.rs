//! A loop over indices, each checked against the length.
#[no_mangle]
pub fn rust_index(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += x[i] * x[x.len() - 1 - i] * x[i];
    }
    s
}

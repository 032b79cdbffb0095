//! Windows and chunks of a slice.
#[no_mangle]
pub fn rust_windows(x: &[f64]) -> f64 {
    let mut s: f64 = x.windows(3).map(|w| w[0] * w[1] - w[2] * w[2]).sum();
    for c in x.chunks_exact(4) {
        s *= c[0] + c[3];
    }
    s
}

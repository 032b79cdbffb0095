//! A dot product unrolled by four with chunks_exact and remainder, as hot loops of libraries are.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 4];
    let (ca, cb) = (a.chunks_exact(4), b.chunks_exact(4));
    let tail: f64 = ca.remainder().iter().zip(cb.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in ca.zip(cb) {
        for k in 0..4 {
            lanes[k] += x[k] * y[k];
        }
    }
    lanes.iter().sum::<f64>() + tail
}

#[no_mangle]
pub fn rust_chunks_exact(x: &[f64]) -> f64 {
    let half = x.len() / 2;
    let (a, b) = x.split_at(half);
    let ab = dot(a, b);
    ab / (dot(a, a) * dot(b, b)).sqrt()
}

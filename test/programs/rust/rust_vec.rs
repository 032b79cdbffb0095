//! A Vec that grows, with_capacity, and a Box.
#[no_mangle]
pub fn rust_vec(x: &[f64]) -> f64 {
    let mut v = Vec::new();
    for a in x {
        v.push(a * a);
    }
    let mut w: Vec<f64> = Vec::with_capacity(v.len());
    for i in 0..v.len() {
        let before = if i > 0 { w[i - 1] * x[i] } else { 0.0 };
        w.push(v[i] + before);
    }
    let factor = Box::new(x[0]);
    w.iter().map(|a| a * 1.5).sum::<f64>() * *factor
}

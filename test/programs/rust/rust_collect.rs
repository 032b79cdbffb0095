//! Vectors from iterators: collect, vec!, extend and flat_map, and a matrix as a Vec of Vecs.
#[no_mangle]
pub fn rust_collect(x: &[f64]) -> f64 {
    let squares: Vec<f64> = x.iter().map(|v| v * v).collect();
    let mut out = vec![0.5; x.len()];
    for (o, s) in out.iter_mut().zip(&squares) {
        *o += s * 2.0;
    }
    let outer: Vec<Vec<f64>> = x.iter().take(3).map(|a| squares.iter().map(|b| a * b).collect()).collect();
    let mixed: f64 = outer.iter().flat_map(|row| row.iter().skip(1)).sum();
    let norms: Vec<f64> = outer.iter().map(|row| row.iter().sum::<f64>().sqrt()).collect();
    mixed * norms[0] + norms[2] * out.iter().product::<f64>()
}

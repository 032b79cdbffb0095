//! Two buffers of a scheme in time that change places: mem::swap, mem::replace, mem::take and swap on slices.
#[no_mangle]
pub fn rust_heat(x: &[f64]) -> f64 {
    let n = x.len();
    let mut now = x.to_vec();
    let mut next = vec![0.0; n];
    for _ in 0..4 {
        next[0] = now[0];
        next[n - 1] = now[n - 1];
        for i in 1..n - 1 {
            next[i] = now[i] + 0.2 * (now[i + 1] - 2.0 * now[i] + now[i - 1]) * now[i];
        }
        std::mem::swap(&mut now, &mut next);
    }
    let ended = std::mem::take(&mut now);
    let first = std::mem::replace(&mut next[0], 2.0);
    ended.iter().map(|v| v * v).sum::<f64>() * first + next[0] * ended[1] + now.len() as f64
}

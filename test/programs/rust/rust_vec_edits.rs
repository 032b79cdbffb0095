//! Edits of vectors: extend_from_slice, truncate, insert, remove, retain, drain, split_off and append.
#[no_mangle]
pub fn rust_vec_edits(x: &[f64]) -> f64 {
    let mut v = Vec::with_capacity(32);
    v.extend_from_slice(&x[..4]);
    v.insert(1, x[4] * x[5]);
    let gone = v.remove(3);
    v.extend(x.iter().rev().take(3).map(|a| a * 2.0));
    v.truncate(6);
    let mut tail = v.split_off(4);
    v.retain(|a| *a > 0.1);
    tail.push(gone);
    v.append(&mut tail);
    let drained: f64 = v.drain(1..3).sum();
    let mut p = 1.0;
    while let Some(a) = v.pop() {
        p = p * a + drained;
    }
    p
}

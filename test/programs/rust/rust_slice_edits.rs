//! Edits of slices in place: fill, copy_within, rotate_left, reverse, chunks_mut, split_first_mut and iter_mut with zip.
#[no_mangle]
pub fn rust_slice_edits(x: &mut [f64]) {
    let n = x.len();
    x[..n / 2].rotate_left(1);
    x[n / 2..].reverse();
    x.copy_within(0..2, n - 2);
    for (k, c) in x.chunks_mut(3).enumerate() {
        let scale = 1.0 + k as f64;
        c.iter_mut().for_each(|v| *v *= scale);
    }
    if let Some((first, rest)) = x.split_first_mut() {
        for (i, v) in rest.iter_mut().enumerate() {
            *v += *first * i as f64;
        }
        *first = first.sin();
    }
    x[3..5].fill(0.25);
}

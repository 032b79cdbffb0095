//! A mutable slice changed in place: swap, split_at_mut and compound assignment.
#[no_mangle]
pub fn rust_in_place(x: &mut [f64]) {
    let n = x.len();
    for i in 1..n {
        x[i] += x[i - 1] * x[i - 1] * 0.5;
    }
    let (mut i, mut j) = (0, n - 1);
    while i < j {
        x.swap(i, j);
        i += 1;
        j -= 1;
    }
    let (low, high) = x.split_at_mut(n / 2);
    for k in 0..low.len() {
        low[k] *= high[k];
    }
}

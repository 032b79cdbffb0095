//! Sums in lanes as written for vector units: chunks of eight, arrays of accumulators, and a reduction by pairs, in f32.
fn squared_distance(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let chunks = a.len() / 8;
    for c in 0..chunks {
        let (p, q) = (&a[c * 8..c * 8 + 8], &b[c * 8..c * 8 + 8]);
        for l in 0..8 {
            let d = p[l] - q[l];
            lanes[l] += d * d;
        }
    }
    let mut width = 4;
    while width > 0 {
        for l in 0..width {
            lanes[l] += lanes[l + width];
        }
        width /= 2;
    }
    lanes[0]
}

#[no_mangle]
pub unsafe extern "C" fn rust_lanes(x: *const f32, n: usize) -> f32 {
    let (a, b) = std::slice::from_raw_parts(x, n).split_at(n / 2);
    (-squared_distance(a, b)).exp() + squared_distance(&b[..8], &a[8..16])
}

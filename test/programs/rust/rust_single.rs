//! Single precision, with a sum in double precision; called as C calls it.
#[no_mangle]
pub unsafe extern "C" fn rust_single(x: *const f32, n: usize) -> f32 {
    let x = std::slice::from_raw_parts(x, n);
    let t: f64 = x.iter().map(|v| (v.sqrt() * v) as f64).sum();
    (t / (1.0 + t)) as f32
}

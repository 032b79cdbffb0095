//! Two slices side by side: zip, iter_mut and enumerate; called as C calls it.
#[no_mangle]
pub unsafe extern "C" fn rust_zip(x: *const f64, n: usize, y: *mut f64, m: usize) {
    let (x, y) = (std::slice::from_raw_parts(x, n), std::slice::from_raw_parts_mut(y, m));
    for (i, (a, b)) in x.iter().zip(y.iter_mut()).enumerate() {
        *b = a * a + i as f64 * a;
    }
    y.iter_mut().for_each(|b| *b = (-*b).exp() * 2.0);
}

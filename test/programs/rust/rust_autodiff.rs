//! Derivatives asked for in the source, by the macros of include/tsad.rs: of a function of a slice and of a number.
#[path = "../../../include/tsad.rs"]
mod tsad;

extern "C" fn model(x: *const f64, n: usize, scale: f64) -> f64 {
    let x = unsafe { std::slice::from_raw_parts(x, n) };
    x.iter().map(|v| (v * scale).sin()).sum::<f64>() * scale
}

#[no_mangle]
pub unsafe extern "C" fn rust_autodiff(x: *const f64, n: usize) -> f64 {
    model(x, n - 1, *x.add(n - 1))
}

#[no_mangle]
pub unsafe extern "C" fn rust_autodiff_grad(x: *const f64, dx: *mut f64, n: usize) {
    let scale = *x.add(n - 1);
    let slope = tsad::derivative!(model as extern "C" fn(*const f64, usize, f64) -> f64;
        dup(x, dx), constant(n - 1), out(scale));
    *dx.add(n - 1) += slope;
}

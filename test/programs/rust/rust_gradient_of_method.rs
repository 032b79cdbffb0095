//! A gradient asked for with the spelling of the field, inside a method of an optimizer that takes steps along it.
extern "C" {
    fn __enzyme_autodiff(function: *const (), ...);
    static enzyme_dup: i32;
    static enzyme_const: i32;
}

extern "C" fn loss(theta: *const f64, n: usize, data: *const f64) -> f64 {
    let (theta, data) = unsafe { (std::slice::from_raw_parts(theta, n), std::slice::from_raw_parts(data, n)) };
    theta.iter().zip(data).map(|(t, d)| (t * t - d) * (t * t - d) * 0.5).sum()
}

struct Descent<'a> {
    data: &'a [f64],
}

impl Descent<'_> {
    fn slope(&self, theta: &[f64]) -> Vec<f64> {
        let mut slope = vec![0.0; theta.len()];
        unsafe {
            __enzyme_autodiff(
                loss as *const (),
                enzyme_dup, theta.as_ptr(), slope.as_mut_ptr(),
                enzyme_const, theta.len(),
                enzyme_const, self.data.as_ptr(),
            );
        }
        slope
    }
}

#[no_mangle]
pub fn rust_gradient_of_method(x: &[f64]) -> f64 {
    unsafe { [loss(x.as_ptr(), x.len(), DATA.as_ptr())][0] }
}

static DATA: [f64; 5] = [0.5, 1.0, 0.25, 2.0, 0.75];

#[no_mangle]
pub unsafe extern "C" fn rust_gradient_of_method_grad(x: *const f64, dx: *mut f64, n: usize) {
    let slope = Descent { data: &DATA }.slope(std::slice::from_raw_parts(x, n));
    for (i, s) in slope.iter().enumerate() {
        *dx.add(i) += s;
    }
}

//! The bits of floats: to_bits and from_bits, a fast inverse square root refined by Newton's method.
fn inverse_root(v: f32) -> f32 {
    let guess = f32::from_bits(0x5f3759df - (v.to_bits() >> 1));
    let once = guess * (1.5 - 0.5 * v * guess * guess);
    once * (1.5 - 0.5 * v * once * once)
}

#[no_mangle]
pub unsafe extern "C" fn rust_bits(x: *const f32, n: usize) -> f32 {
    let x = std::slice::from_raw_parts(x, n);
    let length: f32 = x.iter().map(|v| v * v).sum();
    x[0] * inverse_root(length)
}

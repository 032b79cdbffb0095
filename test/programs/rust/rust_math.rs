//! The methods of f64.
#[no_mangle]
pub fn rust_math(x: &[f64]) -> f64 {
    let mut s = x[0].sin() + x[1].cos() * x[2].tan() + x[3].exp() * x[4].ln() + x[5].sqrt();
    s += x[6].powi(3) + x[7].powf(x[8]) + (x[9] - 2.0).abs() + x[10].atan2(x[11]) + x[12].hypot(x[13]);
    s += x[14].tanh() + x[15].mul_add(x[16], x[17]) + x[18].max(x[19]) * x[20].min(x[21]);
    s += x[22].cbrt() + x[23].exp2() + x[0].ln_1p() + x[1].exp_m1() + x[2].recip() + (x[3] * 8.0).floor() * x[4];
    s
}

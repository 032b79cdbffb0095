//! The rest of f64's methods: signum, copysign, rem_euclid, fract, trunc, to_radians, sin_cos, inverse hyperbolic functions, constants.
use std::f64::consts::{FRAC_PI_4, LN_2, PI};

#[no_mangle]
pub fn rust_methods(x: &[f64]) -> f64 {
    let (s, c) = x[0].sin_cos();
    let mut t = s * c + x[1].fract() * x[2].trunc().max(1.0) + (x[3] * 10.0).rem_euclid(3.0);
    t += x[4].copysign(-1.0) * (x[5] - 0.7).signum() + x[6].to_radians() * x[7].to_degrees() / 57.0;
    t += x[8].asinh() + (1.0 + x[9]).acosh() + (x[10] / 3.0).atanh() + (x[11] / 2.0).asin() * (x[12] / 2.0).acos();
    t += x[13].log10() + x[14].log2() + x[15].log(3.0) + x[16].sinh() * x[17].cosh() + x[18].atan();
    t += (x[19] * PI).cos() + (x[20] + FRAC_PI_4).tan() * LN_2 + x[21].powf(2.5) + 2f64.powf(x[22]);
    if t.is_nan() || t.is_infinite() { 0.0 } else { t * x[23].abs_sub_like() }
}

trait AbsSubLike {
    fn abs_sub_like(self) -> Self;
}

impl AbsSubLike for f64 {
    fn abs_sub_like(self) -> f64 {
        if self > 0.4 { self - 0.4 } else { 0.0 }
    }
}

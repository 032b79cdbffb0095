//! A complex number with every operator overloaded, also with references and assignment.
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub};

#[derive(Clone, Copy, Debug, PartialEq, Default)]
struct Complex {
    re: f64,
    im: f64,
}

impl Add for Complex {
    type Output = Complex;
    fn add(self, o: Complex) -> Complex {
        Complex { re: self.re + o.re, im: self.im + o.im }
    }
}
impl Sub<&Complex> for &Complex {
    type Output = Complex;
    fn sub(self, o: &Complex) -> Complex {
        Complex { re: self.re - o.re, im: self.im - o.im }
    }
}
impl Mul for Complex {
    type Output = Complex;
    fn mul(self, o: Complex) -> Complex {
        Complex { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
    }
}
impl Mul<f64> for Complex {
    type Output = Complex;
    fn mul(self, k: f64) -> Complex {
        Complex { re: self.re * k, im: self.im * k }
    }
}
impl Div for Complex {
    type Output = Complex;
    fn div(self, o: Complex) -> Complex {
        let d = o.re * o.re + o.im * o.im;
        self * Complex { re: o.re / d, im: -o.im / d }
    }
}
impl Neg for Complex {
    type Output = Complex;
    fn neg(self) -> Complex {
        Complex { re: -self.re, im: -self.im }
    }
}
impl AddAssign for Complex {
    fn add_assign(&mut self, o: Complex) {
        *self = *self + o;
    }
}
impl MulAssign<f64> for Complex {
    fn mul_assign(&mut self, k: f64) {
        self.re *= k;
        self.im *= k;
    }
}

#[no_mangle]
pub fn rust_operators(x: &[f64]) -> f64 {
    let mut z = Complex::default();
    for p in x.chunks(2) {
        let c = Complex { re: p[0], im: p[1] };
        z = z * z + c / (c + Complex { re: 1.0, im: 0.0 });
        z += -(&z - &c) * 0.25;
        z *= p[0];
    }
    if z == Complex::default() { 0.0 } else { z.re.hypot(z.im) + z.im }
}

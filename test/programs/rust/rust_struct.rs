//! Structs with methods, passed by reference and returned by value.
use std::ops::Mul;

#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    fn length(&self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }
}

impl Mul for Point {
    type Output = Point;
    fn mul(self, other: Point) -> Point {
        Point { x: self.x * other.x - self.y * other.y, y: self.x * other.y + self.y * other.x }
    }
}

#[no_mangle]
pub fn rust_struct(x: &[f64]) -> f64 {
    let mut p = Point { x: 1.0, y: 0.0 };
    let mut s = 0.0;
    let mut i = 0;
    while i + 2 <= x.len() {
        p = p * Point { x: x[i], y: x[i + 1] };
        s += p.length();
        i += 2;
    }
    s
}

//! Option, an enum with data and match.
enum Shape {
    Circle(f64),
    Box { a: f64, b: f64 },
    Hole(f64),
}

fn shape(x: &[f64], i: usize) -> Shape {
    match i % 3 {
        0 => Shape::Circle(x[i]),
        1 => Shape::Box { a: x[i], b: x[i - 1] },
        _ => Shape::Hole(x[i]),
    }
}

fn area(s: &Shape) -> f64 {
    match s {
        Shape::Circle(r) => 3.5 * r * r,
        Shape::Box { a, b } => a * b,
        Shape::Hole(r) => -r,
    }
}

fn largest(x: &[f64]) -> Option<f64> {
    let mut most = None;
    for v in x {
        most = match most {
            Some(m) if m >= *v => Some(m),
            _ => Some(*v),
        };
    }
    most
}

#[no_mangle]
pub fn rust_enum(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += area(&shape(x, i));
    }
    s * largest(x).unwrap_or(0.0)
}

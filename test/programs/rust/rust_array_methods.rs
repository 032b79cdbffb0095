//! Methods of arrays: map, from_fn, try_into from a slice, zip of iterators by value, concat and destructuring.
fn triple(x: &[f64], at: usize) -> [f64; 3] {
    x[at..at + 3].try_into().unwrap()
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    let [a0, a1, a2] = a;
    let [b0, b1, b2] = b;
    [a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0]
}

#[no_mangle]
pub fn rust_array_methods(x: &[f64]) -> f64 {
    let (a, b) = (triple(x, 0), triple(x, 3));
    let normal = cross(a, b).map(|v| v * 2.0);
    let powers: [f64; 4] = std::array::from_fn(|i| x[6].powi(i as i32));
    let dot: f64 = normal.into_iter().zip(triple(x, 7)).map(|(p, q)| p * q).sum();
    let joined = [a, b].concat();
    dot * powers.iter().sum::<f64>() + joined[2] * joined[5]
}

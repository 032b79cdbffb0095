//! Function pointers: a table of activations, and a function that takes one.
fn relu(v: f64) -> f64 {
    if v > 0.0 { v } else { 0.01 * v }
}

fn softplus(v: f64) -> f64 {
    v.exp().ln_1p()
}

const ACTIVATIONS: [(&str, fn(f64) -> f64); 4] =
    [("relu", relu), ("softplus", softplus), ("tanh", f64::tanh), ("square", |v| v * v)];

fn apply(f: fn(f64) -> f64, times: usize, v: f64) -> f64 {
    (0..times).fold(v, |h, _| f(h))
}

#[no_mangle]
pub fn rust_fn_pointers(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for (i, v) in x.iter().enumerate() {
        let (name, f) = ACTIVATIONS[i % ACTIVATIONS.len()];
        s += apply(f, 1 + i % 2, v - 0.7) * name.len() as f64;
    }
    s
}

//! FnMut and FnOnce: closures that change what they capture, passed by reference and by value.
fn every(x: &[f64], f: &mut dyn FnMut(usize, f64)) {
    for (i, v) in x.iter().enumerate() {
        f(i, *v);
    }
}

fn finish<F: FnOnce(f64) -> f64>(f: F, v: f64) -> f64 {
    f(v)
}

#[no_mangle]
pub fn rust_fn_mut(x: &[f64]) -> f64 {
    let (mut mean, mut m2, mut count) = (0.0, 0.0, 0.0);
    every(x, &mut |_, v| {
        count += 1.0;
        let delta = v - mean;
        mean += delta / count;
        m2 += delta * (v - mean);
    });
    let mut moments = [0.0; 3];
    let mut record = |i: usize, v: f64| moments[i % 3] += v * v * v;
    every(&x[1..], &mut record);
    record(0, mean);
    let boxed = Box::new(moments);
    finish(move |v| v * boxed[0] + boxed[1] * boxed[2], (m2 / count).sqrt())
}

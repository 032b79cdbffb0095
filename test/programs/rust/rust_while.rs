//! loop, while, break with a value, labels and continue.
#[no_mangle]
pub fn rust_while(x: &[f64]) -> f64 {
    let mut s = 0.0;
    'all: for (i, v) in x.iter().enumerate() {
        if i % 4 == 3 {
            continue 'all;
        }
        let mut r = *v;
        let mut steps = 0;
        s += loop {
            let f = r * r - v;
            if f.abs() < 1e-14 || steps > 50 {
                break r;
            }
            r -= f / (2.0 * r);
            steps += 1;
        };
        while s < i as f64 {
            s *= 1.5;
        }
        if s > 7.0 {
            return s * s;
        }
    }
    s
}

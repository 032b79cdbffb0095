//! Option: combinators, the question mark, if let and while let.
fn safe_log(v: f64) -> Option<f64> {
    if v > 0.3 { Some(v.ln()) } else { None }
}

fn quotient(a: f64, b: f64) -> Option<f64> {
    let l = safe_log(a)?;
    let m = safe_log(b)?;
    (m.abs() > 1e-3).then(|| l / m)
}

#[no_mangle]
pub fn rust_option(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for p in x.windows(2) {
        s += quotient(p[0], p[1]).map(|q| q * q).unwrap_or(p[0]);
        if let Some(l) = safe_log(p[1]).filter(|l| *l < 0.2) {
            s -= l.exp2();
        }
    }
    let mut rest = x.iter();
    while let Some(v) = rest.next() {
        s *= 1.0 + v * 0.01;
        rest.next();
    }
    let last = x.last().copied().or(Some(1.0)).unwrap();
    s * last + x.get(100).map_or(x[0], |v| v * 2.0)
}

//! Result with an error type, the question mark, map_err and match.
#[derive(Debug)]
enum Fault {
    Negative(usize),
    Large { at: usize, limit: f64 },
}

fn checked(x: &[f64], i: usize) -> Result<f64, Fault> {
    let v = *x.get(i).ok_or(Fault::Negative(i))?;
    if v > 1.3 {
        return Err(Fault::Large { at: i, limit: 1.3 });
    }
    Ok(v.sqrt())
}

fn pair(x: &[f64], i: usize) -> Result<f64, Fault> {
    let a = checked(x, i)?;
    let b = checked(x, i + 1)?;
    Ok(a * b * b)
}

#[no_mangle]
pub fn rust_result(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += match pair(x, i) {
            Ok(v) => v,
            Err(Fault::Negative(k)) => x[0] * k as f64,
            Err(Fault::Large { at, limit }) => limit * x[at] * x[at],
        };
    }
    let parts: Result<f64, Fault> = (0..3).map(|i| checked(x, i)).sum();
    s + parts.map_err(|_| ()).unwrap_or(0.25)
}

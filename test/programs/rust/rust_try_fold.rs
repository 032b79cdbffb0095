//! Iterators that stop early: try_fold, find_map, position, any, all, sum of Options, and zip with unequal lengths.
#[no_mangle]
pub fn rust_try_fold(x: &[f64]) -> f64 {
    let product = x.iter().try_fold(1.0, |a, v| if a > 0.05 { Ok(a * v) } else { Err(a) });
    let product = match product {
        Ok(p) => p,
        Err(p) => p * 2.0,
    };
    let roots: Option<f64> = x.iter().map(|v| (*v > 0.0).then(|| v.sqrt())).sum();
    let first = x.iter().find_map(|v| (*v > 1.0).then_some(v * v)).unwrap_or(1.0);
    let at = x.iter().position(|v| *v > 0.9).unwrap_or(0);
    let pairs: f64 = x.iter().zip(&x[at..]).map(|(a, b)| a * b).sum();
    let bonus = if x.iter().any(|v| *v > 1.3) && !x.iter().all(|v| *v > 0.5) { x[1] } else { x[2] };
    product + roots.unwrap_or(0.0) * first + pairs * bonus
}

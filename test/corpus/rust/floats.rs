// Floating-point methods, SIMD-friendly loops, a solver.
#[no_mangle] pub extern "C" fn intrinsics(x: f64, y: f64) -> f64 { x.sin() + y.cos() + x.tan() + y.exp() + x.ln() + y.log10() + x.powf(y) + y.powi(3) + x.sqrt() + y.cbrt() + x.atan2(y) + x.hypot(y) + x.abs() + y.signum() + x.copysign(y) + x.mul_add(y, 1.0) + x.min(y) + x.max(y) + x.floor() + y.ceil() + x.round() + y.trunc() + x.fract() + x.rem_euclid(y) + x % y + x.clamp(-1.0, 1.0) + x.to_radians() + y.exp_m1() + x.ln_1p() + x.tanh() + y.asinh() }
pub fn single(x: f32, n: i32) -> f32 { x.sin() * x.powi(n) + f32::from_bits(x.to_bits() ^ 1) + (n as f32) / (x as i32 as f32) }
pub fn classify(x: f64) -> (bool, bool, bool, i8) { (x.is_nan(), x.is_finite(), x.is_sign_negative(), if x < 0.0 { -1 } else if x > 0.0 { 1 } else { 0 }) }
pub fn heat(u: &mut Vec<f64>, steps: usize, a: f64) { let n = u.len(); let mut t = u.clone(); for _ in 0..steps { for i in 1..n - 1 { t[i] = u[i] + a * (u[i - 1] - 2.0 * u[i] + u[i + 1]); } std::mem::swap(u, &mut t); } }
pub fn simpson(f: fn(f64) -> f64, a: f64, b: f64, n: u32) -> f64 { let h = (b - a) / n as f64; (0..=n).map(|i| f(a + h * i as f64) * match i { 0 => 1.0, i if i == n => 1.0, i if i % 2 == 1 => 4.0, _ => 2.0 }).sum::<f64>() * h / 3.0 }
pub fn mixture(x: &[f64], mu: &[f64], s: &[f64]) -> f64 { x.iter().map(|x| mu.iter().zip(s).map(|(m, s)| (-0.5 * ((x - m) / s).powi(2)).exp() / s).sum::<f64>().ln()).sum() }
pub fn total(a: f64, b: f64) -> std::cmp::Ordering { a.total_cmp(&b) }

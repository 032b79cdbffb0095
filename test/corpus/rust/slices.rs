// Slices, iterators, bounds checks, chunks, zips, sorting, unsafe pointers.
pub fn dot(a: &[f64], b: &[f64]) -> f64 { a.iter().zip(b).map(|(x, y)| x * y).sum() }
pub fn prefix(a: &mut [f64]) { for i in 1..a.len() { a[i] += a[i - 1]; } }
pub fn chunks(a: &[f32]) -> Vec<f32> { a.chunks(4).map(|c| c.iter().copied().fold(f32::MIN, f32::max)).collect() }
pub fn windows(a: &[f64], w: &[f64; 3]) -> Vec<f64> { a.windows(3).map(|v| v[0] * w[0] + v[1] * w[1] + v[2] * w[2]).collect() }
pub fn split(a: &mut [f64], k: usize) -> (f64, f64) { let (l, r) = a.split_at_mut(k); l.swap_with_slice(&mut r[..k]); (l[0], r[0]) }
pub fn median(v: &mut Vec<f64>) -> f64 { v.sort_by(|a, b| a.partial_cmp(b).unwrap()); v[v.len() / 2] }
pub fn pattern(a: &[i32]) -> i32 { match a { [] => 0, [x] => *x, [x, .., y] if x > y => x - y, [x, rest @ ..] => x + pattern(rest) } }
pub unsafe fn raw(p: *const f64, n: usize) -> f64 { let mut s = 0.0; for i in 0..n { s += *p.add(i); } s + std::slice::from_raw_parts(p, n)[0] }
pub fn rows(m: &[[f64; 4]; 4]) -> [f64; 4] { let mut out = [0.0; 4]; for (o, r) in out.iter_mut().zip(m) { *o = r.iter().sum(); } out }
pub fn text(s: &str) -> usize { s.chars().filter(|c| c.is_alphabetic()).count() + s.bytes().rev().take_while(|b| *b != b'x').count() }
pub fn find(a: &[u8], k: u8) -> Option<usize> { a.iter().position(|&x| x == k) }
pub static TABLE: [f64; 6] = [0.5, 1.25, -3.0, 1e-300, f64::INFINITY, f64::NAN];
pub fn table(i: usize) -> f64 { TABLE[i % TABLE.len()] }

// Enums with payloads, Option and Result, the question mark, matches, niches, i128, overflow checks, panics.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr { Num(f64), Var(u8), Add(Box<Expr>, Box<Expr>), Mul(Box<Expr>, Box<Expr>), Neg(Box<Expr>), Call { name: Func, arg: Box<Expr> } }
#[derive(Debug, Clone, Copy, PartialEq)] #[repr(u8)] pub enum Func { Sin = 3, Exp, Log = 9 }
#[derive(Debug)] pub enum Error { Unbound(u8), Domain(f64), Depth }
pub fn eval(e: &Expr, env: &[f64], depth: u32) -> Result<f64, Error> { if depth > 100 { return Err(Error::Depth); } Ok(match e { Expr::Num(x) => *x, Expr::Var(i) => *env.get(*i as usize).ok_or(Error::Unbound(*i))?, Expr::Add(a, b) => eval(a, env, depth + 1)? + eval(b, env, depth + 1)?, Expr::Mul(a, b) => eval(a, env, depth + 1)? * eval(b, env, depth + 1)?, Expr::Neg(a) => -eval(a, env, depth + 1)?, Expr::Call { name, arg } => { let x = eval(arg, env, depth + 1)?; match name { Func::Sin => x.sin(), Func::Exp => x.exp(), Func::Log if x > 0.0 => x.ln(), Func::Log => return Err(Error::Domain(x)) } } }) }
pub fn nested(o: Option<Option<bool>>) -> u8 { match o { None => 0, Some(None) => 1, Some(Some(b)) => 2 + b as u8 } }
pub fn checked(a: i32, b: i32) -> Option<i32> { a.checked_mul(b)?.checked_sub(7)?.checked_div(b) }
pub fn saturating(a: u8, b: i64) -> i128 { a.saturating_add(250) as i128 * b as i128 + (b.wrapping_mul(3) as i128) }
pub fn casts(x: f64) -> (i32, u8, i128, f32, bool) { (x as i32, x as u8, x as i128, x as f32, x.is_nan()) }
pub fn bits(x: u64) -> u32 { x.count_ones() + x.leading_zeros() + x.rotate_left(7).trailing_zeros() + x.swap_bytes() as u32 }
pub fn parse(s: &str) -> Result<f64, std::num::ParseFloatError> { let v: f64 = s.trim().parse()?; Ok(v * 2.0) }
pub fn choose(c: char) -> u32 { match c { 'a'..='f' => 1, '0' | '1' => 2, '\u{3c0}' => 3, _ => c as u32 } }
pub fn large(n: u64) -> u64 { let mut s = 0u64; for i in (0..n).step_by(3) { s += i * i; } s }

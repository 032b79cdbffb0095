// Traits, generics, associated constants, operator overloading, monomorphisation.
use std::ops::{Add, Index, IndexMut, Mul, Neg, Sub};
pub trait Scalar: Copy + Add<Output = Self> + Mul<Output = Self> + Sub<Output = Self> + Neg<Output = Self> + PartialOrd { const ZERO: Self; const ONE: Self; fn sqrt(self) -> Self; }
impl Scalar for f64 { const ZERO: f64 = 0.0; const ONE: f64 = 1.0; fn sqrt(self) -> f64 { f64::sqrt(self) } }
impl Scalar for f32 { const ZERO: f32 = 0.0; const ONE: f32 = 1.0; fn sqrt(self) -> f32 { f32::sqrt(self) } }
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Matrix<T, const R: usize, const C: usize> { data: [[T; C]; R] }
impl<T, const R: usize, const C: usize> Index<(usize, usize)> for Matrix<T, R, C> { type Output = T; fn index(&self, (i, j): (usize, usize)) -> &T { &self.data[i][j] } }
impl<T, const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<T, R, C> { fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut T { &mut self.data[i][j] } }
impl<T: Scalar, const R: usize, const K: usize, const C: usize> Mul<Matrix<T, K, C>> for Matrix<T, R, K> { type Output = Matrix<T, R, C>; fn mul(self, o: Matrix<T, K, C>) -> Matrix<T, R, C> { let mut m = Matrix { data: [[T::ZERO; C]; R] }; for i in 0..R { for j in 0..C { for k in 0..K { m[(i, j)] = m[(i, j)] + self[(i, k)] * o[(k, j)]; } } } m } }
pub fn rotate(a: Matrix<f64, 3, 3>, b: Matrix<f64, 3, 3>) -> Matrix<f64, 3, 3> { a * b }
pub fn thin(a: Matrix<f32, 2, 3>, b: Matrix<f32, 3, 1>) -> Matrix<f32, 2, 1> { a * b }
pub fn newton<T: Scalar>(f: impl Fn(T) -> (T, T), mut x: T, n: u32, inverse: impl Fn(T) -> T) -> T { for _ in 0..n { let (v, d) = f(x); if v == T::ZERO { break; } x = x - v * inverse(d); } x }
#[no_mangle] pub extern "C" fn cube_root(a: f64) -> f64 { newton(|x: f64| (x * x * x - a, 3.0 * x * x), 1.0, 40, |d| 1.0 / d) }

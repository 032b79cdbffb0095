//! Matrices with sizes in the type, const generics, with operators and a transpose.
use std::ops::{Index, IndexMut, Mul};

#[derive(Clone, Copy)]
struct Matrix<const R: usize, const C: usize>([[f64; C]; R]);

impl<const R: usize, const C: usize> Matrix<R, C> {
    fn new(f: impl Fn(usize, usize) -> f64) -> Self {
        let mut m = Matrix([[0.0; C]; R]);
        for i in 0..R {
            for j in 0..C {
                m[(i, j)] = f(i, j);
            }
        }
        m
    }

    fn transpose(&self) -> Matrix<C, R> {
        Matrix::new(|i, j| self[(j, i)])
    }
}

impl<const R: usize, const C: usize> Index<(usize, usize)> for Matrix<R, C> {
    type Output = f64;
    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.0[i][j]
    }
}

impl<const R: usize, const C: usize> IndexMut<(usize, usize)> for Matrix<R, C> {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut f64 {
        &mut self.0[i][j]
    }
}

impl<const R: usize, const K: usize, const C: usize> Mul<Matrix<K, C>> for Matrix<R, K> {
    type Output = Matrix<R, C>;
    fn mul(self, other: Matrix<K, C>) -> Matrix<R, C> {
        Matrix::new(|i, j| (0..K).map(|k| self[(i, k)] * other[(k, j)]).sum())
    }
}

#[no_mangle]
pub fn rust_const_generic(x: &[f64]) -> f64 {
    let a: Matrix<2, 3> = Matrix::new(|i, j| x[3 * i + j]);
    let gram = a * a.transpose();
    gram[(0, 0)] * gram[(1, 1)] - gram[(0, 1)] * gram[(1, 0)] * x[6]
}

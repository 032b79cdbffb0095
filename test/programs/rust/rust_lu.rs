//! A matrix type on a Vec with Index and IndexMut, and Gaussian elimination with pivots.
use std::ops::{Index, IndexMut};

struct Dense {
    data: Vec<f64>,
    n: usize,
}

impl Index<(usize, usize)> for Dense {
    type Output = f64;
    fn index(&self, (i, j): (usize, usize)) -> &f64 {
        &self.data[i * self.n + j]
    }
}

impl IndexMut<(usize, usize)> for Dense {
    fn index_mut(&mut self, (i, j): (usize, usize)) -> &mut f64 {
        &mut self.data[i * self.n + j]
    }
}

impl Dense {
    fn swap_rows(&mut self, a: usize, b: usize) {
        for j in 0..self.n {
            self.data.swap(a * self.n + j, b * self.n + j);
        }
    }

    fn determinant(mut self) -> Option<f64> {
        let mut det = 1.0;
        for k in 0..self.n {
            let pivot = (k..self.n).max_by(|&a, &b| self[(a, k)].abs().partial_cmp(&self[(b, k)].abs()).unwrap())?;
            if self[(pivot, k)].abs() < 1e-12 {
                return None;
            }
            if pivot != k {
                self.swap_rows(pivot, k);
                det = -det;
            }
            det *= self[(k, k)];
            for i in k + 1..self.n {
                let factor = self[(i, k)] / self[(k, k)];
                for j in k..self.n {
                    let above = self[(k, j)];
                    self[(i, j)] -= factor * above;
                }
            }
        }
        Some(det)
    }
}

#[no_mangle]
pub fn rust_lu(x: &[f64]) -> f64 {
    let m = Dense { data: x.to_vec(), n: 4 };
    m.determinant().unwrap_or(0.0).powi(2)
}

//! Views with lifetimes: a struct that borrows, methods that return references and slices, and iterators that borrow both.
struct View<'a> {
    data: &'a [f64],
    rows: usize,
}

impl<'a> View<'a> {
    fn row(&self, i: usize) -> &'a [f64] {
        let width = self.data.len() / self.rows;
        &self.data[i * width..(i + 1) * width]
    }

    fn rows(&self) -> impl Iterator<Item = &'a [f64]> + '_ {
        (0..self.rows).map(move |i| self.row(i))
    }

    fn longest<'b>(&'b self, other: &'b View<'a>) -> &'b View<'a> {
        if self.rows >= other.rows { self } else { other }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(p, q)| p * q).sum()
}

#[no_mangle]
pub fn rust_lifetimes(x: &[f64]) -> f64 {
    let tall = View { data: x, rows: 4 };
    let wide = View { data: x, rows: 2 };
    let norms: f64 = tall.rows().map(|r| dot(r, r).sqrt()).sum();
    let chosen = wide.longest(&tall);
    norms * dot(wide.row(0), wide.row(1)) + dot(chosen.row(3), chosen.row(1))
}

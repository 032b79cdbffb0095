//! An iterator of the program's own, with adapters on top of it, and IntoIterator for a reference.
struct Grid<'a> {
    values: &'a [f64],
    width: f64,
}

struct Cells<'a> {
    grid: &'a Grid<'a>,
    at: usize,
}

impl<'a> Iterator for Cells<'a> {
    type Item = (f64, f64);
    fn next(&mut self) -> Option<Self::Item> {
        let left = *self.grid.values.get(self.at)?;
        let right = *self.grid.values.get(self.at + 1)?;
        self.at += 1;
        Some(((left + right) / 2.0, (right - left) / self.grid.width))
    }
}

impl<'a> IntoIterator for &'a Grid<'a> {
    type Item = (f64, f64);
    type IntoIter = Cells<'a>;
    fn into_iter(self) -> Cells<'a> {
        Cells { grid: self, at: 0 }
    }
}

#[no_mangle]
pub fn rust_own_iterator(x: &[f64]) -> f64 {
    let grid = Grid { values: &x[1..], width: x[0] };
    let mut energy = 0.0;
    for (mean, slope) in &grid {
        energy += slope * slope / 2.0 - mean;
    }
    let steep = grid.into_iter().filter(|(_, slope)| *slope > 0.0).map(|(mean, slope)| mean * slope).sum::<f64>();
    energy + steep
}

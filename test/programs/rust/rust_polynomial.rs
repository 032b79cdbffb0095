//! Polynomials on boxed slices: Horner by rev and fold, derivative by enumerate and skip, and a product by convolution.
#[derive(Clone)]
struct Polynomial(Box<[f64]>);

impl Polynomial {
    fn at(&self, t: f64) -> f64 {
        self.0.iter().rev().fold(0.0, |a, c| a * t + c)
    }

    fn derivative(&self) -> Polynomial {
        Polynomial(self.0.iter().enumerate().skip(1).map(|(i, c)| i as f64 * c).collect())
    }

    fn times(&self, other: &Polynomial) -> Polynomial {
        let mut out = vec![0.0; self.0.len() + other.0.len() - 1];
        for (i, a) in self.0.iter().enumerate() {
            for (j, b) in other.0.iter().enumerate() {
                out[i + j] += a * b;
            }
        }
        Polynomial(out.into_boxed_slice())
    }
}

#[no_mangle]
pub fn rust_polynomial(x: &[f64]) -> f64 {
    let p = Polynomial(x[1..4].into());
    let q = Polynomial(Box::new([x[4], 1.0]));
    let product = p.times(&q);
    let kept = product.clone();
    product.derivative().at(x[0]) * kept.at(0.5)
}

//! An optimizer with methods on &mut self, its state in vectors, and a struct update.
#[derive(Clone, Copy)]
struct Rates {
    step: f64,
    beta1: f64,
    beta2: f64,
}

struct Adam {
    m: Vec<f64>,
    v: Vec<f64>,
    rates: Rates,
    time: i32,
}

impl Adam {
    fn new(n: usize, rates: Rates) -> Self {
        Adam { m: vec![0.0; n], v: vec![0.0; n], rates, time: 0 }
    }

    fn update(&mut self, theta: &mut [f64], gradient: impl Fn(&[f64], usize) -> f64) {
        self.time += 1;
        let Rates { step, beta1, beta2 } = self.rates;
        for i in 0..theta.len() {
            let g = gradient(theta, i);
            self.m[i] = beta1 * self.m[i] + (1.0 - beta1) * g;
            self.v[i] = beta2 * self.v[i] + (1.0 - beta2) * g * g;
            let m = self.m[i] / (1.0 - beta1.powi(self.time));
            let v = self.v[i] / (1.0 - beta2.powi(self.time));
            theta[i] -= step * m / (v.sqrt() + 1e-3);
        }
    }
}

#[no_mangle]
pub fn rust_adam(x: &[f64]) -> f64 {
    let base = Rates { step: 0.1, beta1: 0.9, beta2: 0.99 };
    let mut theta = x[..2].to_vec();
    let mut adam = Adam::new(2, Rates { step: x[2] * 0.1, ..base });
    for _ in 0..3 {
        adam.update(&mut theta, |t, i| 2.0 * (t[i] - x[3 + i]) * t[1 - i]);
    }
    theta[0] * theta[1]
}

//! A generic integrator over a trait for systems, with const generics, arrays by value and an associated function.
trait System<const N: usize> {
    fn rate(&self, t: f64, y: &[f64; N]) -> [f64; N];
}

struct Lorenz {
    sigma: f64,
    rho: f64,
}

impl System<3> for Lorenz {
    fn rate(&self, _: f64, y: &[f64; 3]) -> [f64; 3] {
        [self.sigma * (y[1] - y[0]), y[0] * (self.rho - y[2]) - y[1], y[0] * y[1] - 2.5 * y[2]]
    }
}

impl<F: Fn(f64, f64) -> f64> System<1> for F {
    fn rate(&self, t: f64, y: &[f64; 1]) -> [f64; 1] {
        [self(t, y[0])]
    }
}

fn along<const N: usize>(y: &[f64; N], h: f64, k: &[f64; N]) -> [f64; N] {
    let mut z = *y;
    for i in 0..N {
        z[i] += h * k[i];
    }
    z
}

fn midpoint<S: System<N>, const N: usize>(s: &S, mut y: [f64; N], h: f64, steps: usize) -> [f64; N] {
    for i in 0..steps {
        let t = i as f64 * h;
        let half = along(&y, h / 2.0, &s.rate(t, &y));
        y = along(&y, h, &s.rate(t + h / 2.0, &half));
    }
    y
}

#[no_mangle]
pub fn rust_integrator(x: &[f64]) -> f64 {
    let end = midpoint(&Lorenz { sigma: x[0], rho: x[1] }, [x[2], x[3], x[4]], 0.1, 4);
    let decay = midpoint(&|t: f64, v: f64| -x[5] * v + t, [1.0], 0.2, 3);
    end[0] * end[1] + end[2] * decay[0]
}

//! Traits with associated types and constants, default methods and a supertrait, by static and by dynamic dispatch.
trait Named {
    fn name(&self) -> &'static str;
}

trait Kernel: Named {
    const ORDER: usize;
    type Parameter: Copy + Into<f64>;
    fn at(&self, r: f64) -> f64;
    fn parameter(&self) -> Self::Parameter;
    fn twice(&self, r: f64) -> f64 {
        self.at(self.at(r)) + self.parameter().into() + Self::ORDER as f64
    }
}

struct Gauss(f64);
struct Power(u8);

impl Named for Gauss {
    fn name(&self) -> &'static str { "gauss" }
}
impl Named for Power {
    fn name(&self) -> &'static str { "power" }
}
impl Kernel for Gauss {
    const ORDER: usize = 2;
    type Parameter = f64;
    fn at(&self, r: f64) -> f64 { (-r * r * self.0).exp() }
    fn parameter(&self) -> f64 { self.0 }
}
impl Kernel for Power {
    const ORDER: usize = 1;
    type Parameter = u8;
    fn at(&self, r: f64) -> f64 { r.powi(self.0 as i32) }
    fn parameter(&self) -> u8 { self.0 }
}

fn total<K: Kernel>(kernel: &K, x: &[f64]) -> f64 {
    x.iter().map(|v| kernel.twice(*v)).sum::<f64>() * label(kernel)
}

fn label(named: &dyn Named) -> f64 {
    named.name().len() as f64
}

#[no_mangle]
pub fn rust_traits(x: &[f64]) -> f64 {
    total(&Gauss(x[0]), &x[1..]) + total(&Power(3), x)
}

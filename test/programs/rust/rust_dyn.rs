//! Trait objects in boxes: a network whose layers are Box<dyn Layer>.
trait Layer {
    fn apply(&self, v: f64) -> f64;
    fn twice(&self, v: f64) -> f64 {
        self.apply(self.apply(v))
    }
}

struct Scale {
    by: f64,
    plus: f64,
}

struct Squash;

impl Layer for Scale {
    fn apply(&self, v: f64) -> f64 {
        self.by * v + self.plus
    }
}

impl Layer for Squash {
    fn apply(&self, v: f64) -> f64 {
        v / (1.0 + v * v).sqrt()
    }
    fn twice(&self, v: f64) -> f64 {
        self.apply(v) * 2.0
    }
}

#[no_mangle]
pub fn rust_dyn(x: &[f64]) -> f64 {
    let layers: [Box<dyn Layer>; 3] = [
        Box::new(Scale { by: x[0], plus: x[1] }),
        Box::new(Squash),
        Box::new(Scale { by: x[2], plus: 0.5 }),
    ];
    let mut s = 0.0;
    for v in &x[3..] {
        let mut h = *v;
        for (i, layer) in layers.iter().enumerate() {
            h = if i % 2 == 0 { layer.apply(h) } else { layer.twice(h) };
        }
        s += h * h;
    }
    s
}

//! Interior mutability: Cell, RefCell behind Rc, borrowed and borrowed mutably.
use std::cell::{Cell, RefCell};
use std::rc::Rc;

struct Meter {
    total: Cell<f64>,
    parts: RefCell<[f64; 3]>,
}

impl Meter {
    fn add(&self, i: usize, v: f64) {
        self.total.set(self.total.get() + v * v);
        self.parts.borrow_mut()[i % 3] += v;
    }

    fn spread(&self) -> f64 {
        let parts = self.parts.borrow();
        parts[0] * parts[1] - parts[2]
    }
}

#[no_mangle]
pub fn rust_refcell(x: &[f64]) -> f64 {
    let meter = Rc::new(Meter { total: Cell::new(0.5), parts: RefCell::new([1.0; 3]) });
    let other = Rc::clone(&meter);
    for (i, v) in x.iter().enumerate() {
        if i % 2 == 0 {
            meter.add(i, *v);
        } else {
            other.add(i, v.sin());
        }
    }
    meter.total.get() * other.spread()
}

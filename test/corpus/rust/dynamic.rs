// Trait objects, boxed closures, Rc, drop glue, vtables, downcasting.
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
pub trait Model { fn eval(&self, x: f64) -> f64; fn name(&self) -> String { "model".to_string() } fn as_any(&self) -> &dyn Any; }
pub struct Linear { pub a: f64, pub b: f64 }
pub struct Sum { pub parts: Vec<Box<dyn Model>>, pub calls: Cell<u32> }
impl Model for Linear { fn eval(&self, x: f64) -> f64 { self.a * x + self.b } fn as_any(&self) -> &dyn Any { self } }
impl Model for Sum { fn eval(&self, x: f64) -> f64 { self.calls.set(self.calls.get() + 1); self.parts.iter().map(|p| p.eval(x)).sum() } fn name(&self) -> String { format!("sum of {}", self.parts.len()) } fn as_any(&self) -> &dyn Any { self } }
impl Drop for Linear { fn drop(&mut self) { self.a = 0.0; } }
pub fn slope(m: &dyn Model) -> Option<f64> { m.as_any().downcast_ref::<Linear>().map(|l| l.a) }
pub fn compose(fs: Vec<Box<dyn Fn(f64) -> f64>>) -> Box<dyn Fn(f64) -> f64> { fs.into_iter().fold(Box::new(|x| x), |f, g| Box::new(move |x| g(f(x)))) }
pub struct Tree { value: f64, kids: Vec<Rc<RefCell<Tree>>> }
pub fn total(t: &Rc<RefCell<Tree>>) -> f64 { let t = t.borrow(); t.value + t.kids.iter().map(total).sum::<f64>() }
pub fn grow(t: &Rc<RefCell<Tree>>, v: f64) { t.borrow_mut().kids.push(Rc::new(RefCell::new(Tree { value: v, kids: vec![] }))); }

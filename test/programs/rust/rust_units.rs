//! Types for units: a tuple struct with a phantom parameter, Deref, From and Into, and PartialOrd.
use std::marker::PhantomData;
use std::ops::{Add, Deref, Mul};

#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Quantity<U>(f64, PhantomData<U>);

#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Metres;
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Feet;

impl<U> Quantity<U> {
    fn of(v: f64) -> Self {
        Quantity(v, PhantomData)
    }
}

impl From<Quantity<Feet>> for Quantity<Metres> {
    fn from(f: Quantity<Feet>) -> Self {
        Quantity::of(f.0 * 0.3048)
    }
}

impl<U> Deref for Quantity<U> {
    type Target = f64;
    fn deref(&self) -> &f64 {
        &self.0
    }
}

impl<U> Add for Quantity<U> {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Quantity::of(self.0 + o.0)
    }
}

impl<U> Mul<f64> for Quantity<U> {
    type Output = Self;
    fn mul(self, k: f64) -> Self {
        Quantity::of(self.0 * k)
    }
}

#[no_mangle]
pub fn rust_units(x: &[f64]) -> f64 {
    let mut total = Quantity::<Metres>::of(0.5);
    for p in x.chunks(2) {
        let next: Quantity<Metres> = Quantity::<Feet>::of(p[0]).into();
        total = total + next * p[1];
        if total > Quantity::of(1.0) {
            total = total * 0.5;
        }
    }
    total.sqrt() * total.0
}

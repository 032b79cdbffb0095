// corpus: -C panic=abort
// corpus: name=native -C panic=abort -C target-cpu=haswell levels=O3
// A freestanding crate: no allocator, exported symbols, unions, packed layouts, inline assembly, statics.
#![no_std]
use core::arch::asm;
#[repr(C)] #[derive(Clone, Copy)] pub struct State { pub y: [f64; 3], pub t: f32, pub tag: u8 }
#[repr(C, packed)] pub struct Packed { a: u8, b: f64 }
#[repr(C)] pub union Number { d: f64, bits: u64, bytes: [u8; 8] }
#[repr(C, align(64))] pub struct Aligned(pub [f32; 16]);
#[no_mangle] pub static mut COUNTER: u32 = 7;
#[no_mangle] #[link_section = ".special"] pub static NAMES: [&str; 2] = ["one", "t\"wo\n"];
#[no_mangle] pub extern "C" fn step(s: &mut State, h: f64) { let [x, y, z] = s.y; s.y = [x + h * 10.0 * (y - x), y + h * (x * (28.0 - z) - y), z + h * (x * y - 8.0 / 3.0 * z)]; s.t += h as f32; }
#[no_mangle] pub extern "C" fn by_value(s: State) -> State { State { tag: s.tag.wrapping_add(1), ..s } }
#[no_mangle] pub unsafe extern "C" fn packed(p: *const Packed) -> f64 { (*p).b + (*p).a as f64 }
#[no_mangle] pub unsafe extern "C" fn pun(d: f64) -> u64 { let mut n = Number { d }; n.bytes[7] &= 0x7f; n.bits }
#[no_mangle] pub extern "C" fn sum(a: &Aligned) -> f32 { a.0.iter().sum() }
#[no_mangle] pub unsafe extern "C" fn add(mut a: u64, b: u64) -> u64 { asm!("add {0}, {1}", inout(reg) a, in(reg) b, options(pure, nomem, nostack)); COUNTER += 1; a }
extern "C" { fn external(x: f64, ...) -> i32; static imported: f64; }
#[no_mangle] pub unsafe extern "C" fn calls(f: Option<extern "C" fn(f64) -> f64>) -> f64 { external(imported, 1i32, 2.0f64); f.map_or(0.0, |f| f(imported)) }
#[inline(never)] #[cold] pub fn cold(x: i32) -> i32 { x / 3 }

//! Arrays of fixed size, by value and in two dimensions.
type Matrix = [[f64; 3]; 3];

fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut c = [[0.0; 3]; 3];
    for i in 0..3 {
        for j in 0..3 {
            for k in 0..3 {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

#[no_mangle]
pub fn rust_array(x: &[f64]) -> f64 {
    let mut a: Matrix = [[0.0; 3]; 3];
    for i in 0..3 {
        a[i].copy_from_slice(&x[3 * i..3 * i + 3]);
    }
    let c = product(&a, &a);
    c[0][0] * (c[1][1] * c[2][2] - c[1][2] * c[2][1]) + c[0][1] * c[2][0]
}

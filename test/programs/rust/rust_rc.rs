//! Shared ownership: an expression whose nodes hold Rc of others.
use std::rc::Rc;

enum Node {
    Leaf(f64),
    Sum(Rc<Node>, Rc<Node>),
    Product(Rc<Node>, Rc<Node>),
}

fn value(node: &Node) -> f64 {
    match node {
        Node::Leaf(v) => *v,
        Node::Sum(a, b) => value(a) + value(b),
        Node::Product(a, b) => value(a) * value(b),
    }
}

#[no_mangle]
pub fn rust_rc(x: &[f64]) -> f64 {
    let mut node = Rc::new(Node::Leaf(x[0]));
    for v in &x[1..] {
        let leaf = Rc::new(Node::Leaf(*v));
        let sum = Rc::new(Node::Sum(node.clone(), leaf.clone()));
        node = Rc::new(Node::Product(sum, leaf));
    }
    value(&node)
}

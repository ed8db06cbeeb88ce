//! wederhoor
fn main() {}

//! No signals in the model checks.
pub fn start() {}
pub fn start_main() {}
pub fn alternate_stack() {}
pub fn is_asked() -> bool { false }
pub fn dump_if_asked() {}

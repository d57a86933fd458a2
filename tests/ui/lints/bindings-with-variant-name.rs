#![allow(unused_variables, unreachable_patterns, non_snake_case, dead_code)]
enum Method {
    Get,
    Post,
}
fn is_empty(method: Method) -> bool {
    match method {
        Get => true, //~ ERROR E0170
        Post => false, //~ ERROR E0170
    }
}
fn main() {
    is_empty(Method::Get);
}

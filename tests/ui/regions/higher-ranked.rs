// For all regions, or only for one.
trait Takes<'a> {}

struct OnlyStatic;
struct Any;

impl Takes<'static> for OnlyStatic {}
impl<'a> Takes<'a> for Any {}

fn takes_all<T: for<'a> Takes<'a>>(_: T) {}

fn call(_: for<'a> fn(&'a i32)) {}

fn wants_static(_: &'static i32) {}

fn wants_any(_: &i32) {}

fn apply<F: Fn(&i32) -> &i32>(f: F) -> i32 {
    *f(&1)
}

fn one_for_all() {
    call(wants_static); //~ ERROR E0308
}

fn main() {
    takes_all(Any);
    takes_all(OnlyStatic); //~ ERROR
    call(wants_any);
    apply(|x| x);
    let unannotated = |x| x;
    apply(unannotated); //~ ERROR //~ ERROR
}

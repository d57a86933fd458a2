// The lifetime of a trait object that is an argument comes from the parameter's bounds, unless there are several.
trait Show {}
trait Two<'a, 'b>: 'a + 'b {}
struct TwoBounds<'a, 'b, T: ?Sized + 'a + 'b>(&'a u8, &'b u8, Box<T>);
struct OneBound<'a, T: ?Sized + 'a>(&'a T);

type Alias<'a, 'b> = TwoBounds<'a, 'b, dyn Show>; //~ ERROR E0228

fn of_trait<'a, 'b>(_: &dyn Two<'a, 'b>) {}

fn one<'a>(x: OneBound<'a, dyn Show>) -> &'a (dyn Show + 'a) {
    x.0
}

fn main() {}

//! Errors.
use crate::any::TypeId;
use crate::fmt::{Debug, Display};

/// What error values have in common.
#[rustc_diagnostic_item = "Error"]
#[rustc_has_incoherent_inherent_impls]
pub trait Error: Debug + Display {
    /// The error behind this one.
    fn source(&self) -> Option<&(dyn Error + 'static)> { None }
    /// The identity of the type; not to be overridden.
    #[doc(hidden)]
    fn type_id(&self, _: private::Internal) -> TypeId
    where
        Self: 'static,
    {
        TypeId::of::<Self>()
    }
    /// Old form of `Display`.
    #[deprecated(since = "1.42.0", note = "use the Display impl or to_string()")]
    fn description(&self) -> &str { "description() is deprecated; use Display" }
    /// Old name of `source`.
    #[deprecated(since = "1.33.0", note = "replaced by Error::source, which can support downcasting")]
    #[allow(missing_docs)]
    fn cause(&self) -> Option<&dyn Error> { self.source() }
    /// Gives context to who asks for it.
    #[doc(hidden)]
    fn provide<'a>(&'a self, _request: &mut Request<'a>) {}
}
mod private {
    /// Keeps others from overriding `type_id`.
    #[derive(Debug)]
    pub struct Internal;
}
/// A request for context.
#[doc(hidden)]
pub struct Request<'a>(crate::marker::PhantomData<&'a ()>);

macro_rules! downcasts {
    ($($t:ty)*) => {$(
        impl $t {
            /// Whether the error is a `T`.
            #[inline]
            pub fn is<T: Error + 'static>(&self) -> bool { TypeId::of::<T>() == self.type_id(private::Internal) }
            /// The error as a `T`, if it is one.
            #[inline]
            pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
                // SAFETY: the identity was compared.
                if self.is::<T>() { Some(unsafe { &*(self as *const $t as *const T) }) } else { None }
            }
            /// The error as a `T` to change, if it is one.
            #[inline]
            pub fn downcast_mut<T: Error + 'static>(&mut self) -> Option<&mut T> {
                // SAFETY: the identity was compared.
                if self.is::<T>() { Some(unsafe { &mut *(self as *mut $t as *mut T) }) } else { None }
            }
        }
    )*};
}
downcasts! { dyn Error + 'static dyn Error + Send + 'static dyn Error + Send + Sync + 'static }

impl dyn Error + 'static {
    /// This error and all behind it.
    #[doc(hidden)]
    #[inline]
    pub fn sources(&self) -> Source<'_> { Source { current: Some(self) } }
}
/// See `sources`.
#[derive(Clone, Debug)]
#[doc(hidden)]
pub struct Source<'a> {
    current: Option<&'a (dyn Error + 'static)>,
}
impl<'a> Iterator for Source<'a> {
    type Item = &'a (dyn Error + 'static);
    fn next(&mut self) -> Option<Self::Item> {
        let current = self.current;
        self.current = self.current.and_then(Error::source);
        current
    }
}
impl<'a, T: Error + ?Sized> Error for &'a T {
    #[allow(deprecated)]
    fn description(&self) -> &str { Error::description(&**self) }
    #[allow(deprecated)]
    fn cause(&self) -> Option<&dyn Error> { Error::cause(&**self) }
    fn source(&self) -> Option<&(dyn Error + 'static)> { Error::source(&**self) }
}
impl Error for ! {}
impl !Error for &str {}

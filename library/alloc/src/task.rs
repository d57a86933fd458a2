//! Wakers from reference-counted values.
pub use core::task::*;
use crate::sync::Arc;
use core::mem::ManuallyDrop;

/// Values that wake a task.
pub trait Wake {
    /// Wakes.
    fn wake(self: Arc<Self>);
    /// Wakes without giving up the value.
    fn wake_by_ref(self: &Arc<Self>) { self.clone().wake(); }
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for Waker {
    fn from(waker: Arc<W>) -> Waker {
        // SAFETY: the functions below keep the count.
        unsafe { Waker::from_raw(raw_waker(waker)) }
    }
}
impl<W: Wake + Send + Sync + 'static> From<Arc<W>> for RawWaker {
    fn from(waker: Arc<W>) -> RawWaker { raw_waker(waker) }
}
/// The functions of a waker of `W`s, as a constant that can be referred to for ever.
struct Functions<W>(core::marker::PhantomData<W>);
impl<W: Wake + Send + Sync + 'static> Functions<W> {
    const TABLE: RawWakerVTable = RawWakerVTable::new(clone_waker::<W>, wake::<W>, wake_by_ref::<W>, drop_waker::<W>);
}
fn raw_waker<W: Wake + Send + Sync + 'static>(waker: Arc<W>) -> RawWaker {
    RawWaker::new(Arc::into_raw(waker) as *const (), &Functions::<W>::TABLE)
}
unsafe fn clone_waker<W: Wake + Send + Sync + 'static>(waker: *const ()) -> RawWaker {
    Arc::increment_strong_count(waker as *const W);
    RawWaker::new(waker, &Functions::<W>::TABLE)
}
unsafe fn wake<W: Wake + Send + Sync + 'static>(waker: *const ()) { <W as Wake>::wake(Arc::from_raw(waker as *const W)); }
unsafe fn wake_by_ref<W: Wake + Send + Sync + 'static>(waker: *const ()) {
    let waker = ManuallyDrop::new(Arc::from_raw(waker as *const W));
    <W as Wake>::wake_by_ref(&waker);
}
unsafe fn drop_waker<W: Wake + Send + Sync + 'static>(waker: *const ()) { Arc::decrement_strong_count(waker as *const W); }

//! Attribute macros that the compiler expands.

/// Applies derive macros.
#[rustc_builtin_macro]
pub macro derive($item:item) {}
/// Applies derive macros as const impls.
#[rustc_builtin_macro]
#[doc(hidden)]
pub macro derive_const($item:item) {}
/// Turns a function into a unit test.
#[rustc_builtin_macro]
#[allow_internal_unstable(test, rustc_attrs, coverage_attribute)]
pub macro test($item:item) {}
/// Turns a function into a benchmark.
#[rustc_builtin_macro]
#[allow_internal_unstable(test, rustc_attrs, coverage_attribute)]
pub macro bench($item:item) {}
/// Marks a case of a custom test framework.
#[rustc_builtin_macro]
#[doc(hidden)]
#[allow_internal_unstable(test, rustc_attrs)]
pub macro test_case($item:item) {}
/// Makes a static the global allocator.
#[rustc_builtin_macro]
#[allow_internal_unstable(rustc_attrs, ptr_alignment_type)]
pub macro global_allocator($item:item) {}
/// Keeps an item only if a path resolves.
#[rustc_builtin_macro]
#[doc(hidden)]
pub macro cfg_accessible($item:item) {}
/// Expands all `cfg`s in an item first.
#[rustc_builtin_macro]
#[doc(hidden)]
pub macro cfg_eval($item:item) {}

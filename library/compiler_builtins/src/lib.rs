//! Placeholder: the routines that compilers call (128-bit division and the like) come from libgcc.
#![no_std]
#![feature(compiler_builtins)]
#![compiler_builtins]
#![allow(internal_features)]
#[link(name = "gcc")]
unsafe extern "C" {}

#!/bin/sh
# Builds the library with a nightly rustc into a sysroot folder, so that ordinary programs can be
# compiled against it: rustc --sysroot FOLDER ...
# Usage: check-with-rustc.sh FOLDER [crate...]     (RUSTC=... names the compiler, PROFILE=... its flags)
set -e
here=$(cd "$(dirname "$0")" && pwd)
root=${1:?folder of the sysroot}
shift
crates=${*:-core compiler_builtins alloc std proc_macro test}
rustc=${RUSTC:-rustc +nightly}
profile=${PROFILE:--Copt-level=3 -Cdebug-assertions=off}
lib=$root/lib/rustlib/x86_64-unknown-linux-gnu/lib
mkdir -p "$lib"
for name in $crates; do
    [ -e "$here/$name/src/lib.rs" ] || continue
    rm -f "$lib/lib$name".*
    # shellcheck disable=SC2086
    $rustc --edition 2024 --crate-type rlib --crate-name "$name" --cfg nightly_oracle \
        --check-cfg 'cfg(nightly_oracle)' -Cembed-bitcode=no -Ccodegen-units=4 \
        --cap-lints ${LINTS:-allow} $profile --sysroot "$root" -L "$lib" --out-dir "$lib" "$here/$name/src/lib.rs"
done

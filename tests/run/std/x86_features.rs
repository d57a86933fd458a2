// What the processor is asked for at run time, and functions that need it.
use std::arch::is_x86_feature_detected;
use std::arch::x86_64::{__cpuid, __cpuid_count};

#[target_feature(enable = "avx2")]
fn sum(numbers: &[u32]) -> u32 { numbers.iter().sum() }

fn main() {
    println!("{} {}", is_x86_feature_detected!("sse"), std::is_x86_feature_detected!("sse2",));
    let numbers = [1, 2, 3, 4];
    // SAFETY: it has just been asked for.
    println!("{}", if is_x86_feature_detected!("avx2") { unsafe { sum(&numbers) } } else { numbers.iter().sum() });
    // What is there at all is told by the first leaf; the order of the others is that of age.
    assert!(__cpuid(0).eax >= 1 && __cpuid_count(1, 0).edx & 1 << 26 != 0);
    assert!(!is_x86_feature_detected!("avx2") || is_x86_feature_detected!("avx"));
    assert!(!is_x86_feature_detected!("sse4.2") || is_x86_feature_detected!("ssse3"));
    println!("{}", is_x86_feature_detected!("abm") == is_x86_feature_detected!("lzcnt"));
    let line = std::panic::Location::caller();
    println!("{}", line.file_as_c_str().to_bytes() == line.file().as_bytes());
    fn unwinds_safely<T: std::panic::UnwindSafe>(_: T) {}
    unwinds_safely(vec![1].into_iter());
}

//! Files as Linux knows them.
use crate::fs::Metadata;
#[allow(deprecated)]
use crate::os::linux::raw;

macro_rules! fields {
    ($($name:ident $t:ty: |$st:ident| $value:expr;)*) => {
        /// What `stat` says, by its fields' names.
        pub trait MetadataExt {
            /// All of it.
            #[deprecated(since = "1.8.0", note = "other methods of this trait are now preferred")]
            #[allow(deprecated)]
            fn as_raw_stat(&self) -> &raw::stat;
            $(
                #[doc = "That field of `stat`."]
                fn $name(&self) -> $t;
            )*
        }
        impl MetadataExt for Metadata {
            #[allow(deprecated)]
            fn as_raw_stat(&self) -> &raw::stat {
                // SAFETY: both structures are the platform's; they differ in the names of the times' parts only.
                unsafe { &*(&raw const *self.raw()).cast() }
            }
            $( fn $name(&self) -> $t { let $st = self.raw(); $value } )*
        }
    };
}
fields! {
    st_dev u64: |st| st.st_dev; st_ino u64: |st| st.st_ino; st_mode u32: |st| st.st_mode; st_nlink u64: |st| st.st_nlink;
    st_uid u32: |st| st.st_uid; st_gid u32: |st| st.st_gid; st_rdev u64: |st| st.st_rdev; st_size u64: |st| st.st_size as u64;
    st_atime i64: |st| st.st_atim.tv_sec; st_atime_nsec i64: |st| st.st_atim.tv_nsec;
    st_mtime i64: |st| st.st_mtim.tv_sec; st_mtime_nsec i64: |st| st.st_mtim.tv_nsec;
    st_ctime i64: |st| st.st_ctim.tv_sec; st_ctime_nsec i64: |st| st.st_ctim.tv_nsec;
    st_blksize u64: |st| st.st_blksize as u64; st_blocks u64: |st| st.st_blocks as u64;
}

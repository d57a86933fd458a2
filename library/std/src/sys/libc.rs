//! What is used of glibc.
#![allow(non_camel_case_types, missing_docs, non_upper_case_globals)]
pub use core::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};
#[repr(C)]
#[derive(Copy, Clone, Default)]
pub struct timespec { pub tv_sec: i64, pub tv_nsec: i64 }
#[repr(C)]
#[derive(Copy, Clone, Default)]
pub struct timeval { pub tv_sec: i64, pub tv_usec: i64 }
#[repr(C)]
#[derive(Copy, Clone)]
pub struct stat { pub st_dev: u64, pub st_ino: u64, pub st_nlink: u64, pub st_mode: u32, pub st_uid: u32, pub st_gid: u32, pad: u32, pub st_rdev: u64, pub st_size: i64, pub st_blksize: i64, pub st_blocks: i64, pub st_atim: timespec, pub st_mtim: timespec, pub st_ctim: timespec, unused: [i64; 3] }
#[repr(C)]
pub struct dirent { pub d_ino: u64, pub d_off: i64, pub d_reclen: u16, pub d_type: u8, pub d_name: [c_char; 256] }
#[repr(C)]
#[derive(Copy, Clone)]
pub struct pthread_attr_t([u64; 7]);
#[repr(C)]
pub struct pollfd { pub fd: c_int, pub events: i16, pub revents: i16 }
#[repr(C, packed)]
#[derive(Copy, Clone)]
pub struct epoll_event { pub events: u32, pub data: u64 }
pub const EPOLLIN: u32 = 1;
pub const EPOLLOUT: u32 = 4;
pub const EPOLLERR: u32 = 8;
pub const EPOLLHUP: u32 = 16;
pub const EPOLLRDHUP: u32 = 0x2000;
pub const EPOLLET: u32 = 1 << 31;
#[repr(C)]
pub struct siginfo { pub signal: c_int, pub errno: c_int, pub code: c_int, pad: c_int, pub address: usize, rest: [u64; 13] }
#[repr(C)]
pub struct sigaction_t { pub handler: usize, pub mask: [u64; 16], pub flags: c_int, pub restorer: usize }
#[repr(C)]
pub struct stack_t { pub sp: *mut c_void, pub flags: c_int, pub size: usize }
#[repr(C)]
pub struct addrinfo { pub ai_flags: c_int, pub ai_family: c_int, pub ai_socktype: c_int, pub ai_protocol: c_int, pub ai_addrlen: u32, pub ai_addr: *mut sockaddr_storage, pub ai_canonname: *mut c_char, pub ai_next: *mut addrinfo }
#[repr(C, align(8))]
#[derive(Copy, Clone)]
pub struct sockaddr_storage { pub family: u16, pub port: u16, pub data: [u8; 124] }
#[repr(C)]
pub struct posix_spawn_file_actions_t([u64; 10]);
#[repr(C)]
pub struct posix_spawnattr_t([u64; 42]);
#[repr(C)]
pub struct sigset_t([u64; 16]);
#[repr(C)]
pub struct passwd { pub name: *mut c_char, pub password: *mut c_char, pub uid: c_uint, pub gid: c_uint, pub gecos: *mut c_char, pub dir: *mut c_char, pub shell: *mut c_char }
/// A buffer of scattered input or gathered output.
#[repr(C)]
#[derive(Copy, Clone)]
pub struct iovec { pub base: *mut c_void, pub len: usize }
/// A message of several buffers, with the address it goes to or came from.
#[repr(C)]
pub struct msghdr { pub name: *mut sockaddr_storage, pub name_len: u32, pub iov: *mut iovec, pub iov_len: usize, pub control: *mut c_void, pub control_len: usize, pub flags: c_int }
/// Who is at the other end of a local socket.
#[repr(C)]
#[derive(Copy, Clone, Default)]
pub struct ucred { pub pid: c_int, pub uid: c_uint, pub gid: c_uint }
#[repr(C)]
#[derive(Copy, Clone, Default)]
pub struct linger { pub on: c_int, pub seconds: c_int }
unsafe extern "C" {
    pub fn malloc(n: usize) -> *mut c_void;
    pub fn calloc(n: usize, m: usize) -> *mut c_void;
    pub fn realloc(p: *mut c_void, n: usize) -> *mut c_void;
    pub fn free(p: *mut c_void);
    pub fn posix_memalign(out: *mut *mut c_void, align: usize, n: usize) -> c_int;
    pub fn getrandom(p: *mut c_void, n: usize, flags: c_uint) -> isize;
    pub fn __errno_location() -> *mut c_int;
    pub fn abort() -> !;
    pub fn exit(code: c_int) -> !;
    pub fn _exit(code: c_int) -> !;
    pub fn read(fd: c_int, p: *mut c_void, n: usize) -> isize;
    pub fn write(fd: c_int, p: *const c_void, n: usize) -> isize;
    pub fn pread(fd: c_int, p: *mut c_void, n: usize, off: i64) -> isize;
    pub fn pwrite(fd: c_int, p: *const c_void, n: usize, off: i64) -> isize;
    pub fn open(path: *const c_char, flags: c_int, ...) -> c_int;
    pub fn close(fd: c_int) -> c_int;
    pub fn lseek(fd: c_int, off: i64, whence: c_int) -> i64;
    pub fn fstat(fd: c_int, st: *mut stat) -> c_int;
    pub fn stat(path: *const c_char, st: *mut stat) -> c_int;
    pub fn lstat(path: *const c_char, st: *mut stat) -> c_int;
    pub fn ftruncate(fd: c_int, n: i64) -> c_int;
    pub fn fsync(fd: c_int) -> c_int;
    pub fn unlink(path: *const c_char) -> c_int;
    pub fn mkdir(path: *const c_char, mode: u32) -> c_int;
    pub fn rmdir(path: *const c_char) -> c_int;
    pub fn rename(a: *const c_char, b: *const c_char) -> c_int;
    pub fn link(a: *const c_char, b: *const c_char) -> c_int;
    pub fn symlink(a: *const c_char, b: *const c_char) -> c_int;
    pub fn readlink(path: *const c_char, buf: *mut c_char, n: usize) -> isize;
    pub fn realpath(path: *const c_char, out: *mut c_char) -> *mut c_char;
    pub fn chmod(path: *const c_char, mode: u32) -> c_int;
    pub fn opendir(path: *const c_char) -> *mut c_void;
    pub fn readdir(d: *mut c_void) -> *mut dirent;
    pub fn closedir(d: *mut c_void) -> c_int;
    pub fn getcwd(p: *mut c_char, n: usize) -> *mut c_char;
    pub fn chdir(p: *const c_char) -> c_int;
    pub fn getenv(p: *const c_char) -> *const c_char;
    pub fn setenv(k: *const c_char, v: *const c_char, over: c_int) -> c_int;
    pub fn unsetenv(k: *const c_char) -> c_int;
    pub static mut environ: *const *const c_char;
    pub fn strlen(p: *const c_char) -> usize;
    pub fn strerror_r(e: c_int, buf: *mut c_char, n: usize) -> c_int;
    pub fn __xpg_strerror_r(e: c_int, buf: *mut c_char, n: usize) -> c_int;
    pub fn clock_gettime(id: c_int, t: *mut timespec) -> c_int;
    pub fn nanosleep(t: *const timespec, rem: *mut timespec) -> c_int;
    pub fn syscall(n: c_long, ...) -> c_long;
    pub fn sched_yield() -> c_int;
    pub fn pthread_create(t: *mut c_ulong, a: *const pthread_attr_t, f: extern "C" fn(*mut c_void) -> *mut c_void, arg: *mut c_void) -> c_int;
    pub fn pthread_join(t: c_ulong, r: *mut *mut c_void) -> c_int;
    pub fn pthread_detach(t: c_ulong) -> c_int;
    pub fn pthread_self() -> c_ulong;
    pub fn pthread_attr_init(a: *mut pthread_attr_t) -> c_int;
    pub fn pthread_attr_setstacksize(a: *mut pthread_attr_t, n: usize) -> c_int;
    pub fn pthread_attr_destroy(a: *mut pthread_attr_t) -> c_int;
    pub fn pthread_key_create(k: *mut c_uint, d: Option<unsafe extern "C" fn(*mut c_void)>) -> c_int;
    pub fn pthread_setspecific(k: c_uint, v: *const c_void) -> c_int;
    pub fn pthread_setname_np(t: c_ulong, name: *const c_char) -> c_int;
    pub fn sysconf(n: c_int) -> c_long;
    pub fn sched_getaffinity(pid: c_int, n: usize, set: *mut c_void) -> c_int;
    pub fn getpid() -> c_int;
    pub fn getppid() -> c_int;
    pub fn fork() -> c_int;
    pub fn execvp(f: *const c_char, argv: *const *const c_char) -> c_int;
    pub fn waitpid(pid: c_int, st: *mut c_int, opt: c_int) -> c_int;
    pub fn kill(pid: c_int, sig: c_int) -> c_int;
    pub fn pipe2(fds: *mut c_int, flags: c_int) -> c_int;
    pub fn dup2(a: c_int, b: c_int) -> c_int;
    pub fn fcntl(fd: c_int, cmd: c_int, ...) -> c_int;
    pub fn isatty(fd: c_int) -> c_int;
    pub fn signal(s: c_int, h: usize) -> usize;
    pub fn socket(d: c_int, t: c_int, p: c_int) -> c_int;
    pub fn bind(fd: c_int, a: *const sockaddr_storage, n: u32) -> c_int;
    pub fn listen(fd: c_int, n: c_int) -> c_int;
    pub fn accept4(fd: c_int, a: *mut sockaddr_storage, n: *mut u32, flags: c_int) -> c_int;
    pub fn connect(fd: c_int, a: *const sockaddr_storage, n: u32) -> c_int;
    pub fn getsockname(fd: c_int, a: *mut sockaddr_storage, n: *mut u32) -> c_int;
    pub fn getpeername(fd: c_int, a: *mut sockaddr_storage, n: *mut u32) -> c_int;
    pub fn setsockopt(fd: c_int, l: c_int, o: c_int, v: *const c_void, n: u32) -> c_int;
    pub fn getsockopt(fd: c_int, l: c_int, o: c_int, v: *mut c_void, n: *mut u32) -> c_int;
    pub fn send(fd: c_int, p: *const c_void, n: usize, flags: c_int) -> isize;
    pub fn recv(fd: c_int, p: *mut c_void, n: usize, flags: c_int) -> isize;
    pub fn sendto(fd: c_int, p: *const c_void, n: usize, flags: c_int, a: *const sockaddr_storage, al: u32) -> isize;
    pub fn recvfrom(fd: c_int, p: *mut c_void, n: usize, flags: c_int, a: *mut sockaddr_storage, al: *mut u32) -> isize;
    pub fn shutdown(fd: c_int, how: c_int) -> c_int;
    pub fn epoll_create1(flags: c_int) -> c_int;
    pub fn epoll_ctl(epoll: c_int, op: c_int, fd: c_int, event: *mut epoll_event) -> c_int;
    pub fn epoll_wait(epoll: c_int, events: *mut epoll_event, n: c_int, timeout: c_int) -> c_int;
    pub fn eventfd(initial: c_uint, flags: c_int) -> c_int;
    pub fn mmap(at: *mut c_void, n: usize, protection: c_int, flags: c_int, fd: c_int, offset: i64) -> *mut c_void;
    pub fn madvise(at: *mut c_void, n: usize, advice: c_int) -> c_int;
    pub fn mprotect(at: *mut c_void, n: usize, protection: c_int) -> c_int;
    pub fn sigaction(signal: c_int, new: *const sigaction_t, old: *mut sigaction_t) -> c_int;
    pub fn sigaltstack(new: *const stack_t, old: *mut stack_t) -> c_int;
    pub fn pause() -> c_int;
    pub fn pthread_attr_setdetachstate(a: *mut pthread_attr_t, state: c_int) -> c_int;
    pub fn pthread_getattr_np(t: c_ulong, a: *mut pthread_attr_t) -> c_int;
    pub fn pthread_attr_getstack(a: *const pthread_attr_t, at: *mut *mut c_void, n: *mut usize) -> c_int;
    pub fn socketpair(d: c_int, t: c_int, p: c_int, fds: *mut c_int) -> c_int;
    pub fn sendmsg(fd: c_int, m: *const msghdr, flags: c_int) -> isize;
    pub fn recvmsg(fd: c_int, m: *mut msghdr, flags: c_int) -> isize;
    pub fn readv(fd: c_int, v: *const iovec, n: c_int) -> isize;
    pub fn writev(fd: c_int, v: *const iovec, n: c_int) -> isize;
    pub fn preadv(fd: c_int, v: *const iovec, n: c_int, off: i64) -> isize;
    pub fn pwritev(fd: c_int, v: *const iovec, n: c_int, off: i64) -> isize;
    pub fn fdatasync(fd: c_int) -> c_int;
    pub fn fchmod(fd: c_int, mode: u32) -> c_int;
    pub fn futimens(fd: c_int, times: *const timespec) -> c_int;
    pub fn flock(fd: c_int, operation: c_int) -> c_int;
    pub fn statx(dir: c_int, path: *const c_char, flags: c_int, mask: c_uint, st: *mut c_void) -> c_int;
    pub fn chown(path: *const c_char, uid: c_uint, gid: c_uint) -> c_int;
    pub fn lchown(path: *const c_char, uid: c_uint, gid: c_uint) -> c_int;
    pub fn fchown(fd: c_int, uid: c_uint, gid: c_uint) -> c_int;
    pub fn chroot(path: *const c_char) -> c_int;
    pub fn openat(dir: c_int, path: *const c_char, flags: c_int, ...) -> c_int;
    pub fn unlinkat(dir: c_int, path: *const c_char, flags: c_int) -> c_int;
    pub fn fdopendir(fd: c_int) -> *mut c_void;
    pub fn dirfd(d: *mut c_void) -> c_int;
    pub fn fstatat(dir: c_int, path: *const c_char, st: *mut stat, flags: c_int) -> c_int;
    pub fn copy_file_range(from: c_int, from_off: *mut i64, to: c_int, to_off: *mut i64, n: usize, flags: c_uint) -> isize;
    pub fn posix_spawnp(pid: *mut c_int, file: *const c_char, actions: *const posix_spawn_file_actions_t, attr: *const posix_spawnattr_t, argv: *const *const c_char, env: *const *const c_char) -> c_int;
    pub fn posix_spawn_file_actions_init(a: *mut posix_spawn_file_actions_t) -> c_int;
    pub fn posix_spawn_file_actions_destroy(a: *mut posix_spawn_file_actions_t) -> c_int;
    pub fn posix_spawn_file_actions_adddup2(a: *mut posix_spawn_file_actions_t, from: c_int, to: c_int) -> c_int;
    pub fn posix_spawn_file_actions_addchdir_np(a: *mut posix_spawn_file_actions_t, path: *const c_char) -> c_int;
    pub fn posix_spawnattr_init(a: *mut posix_spawnattr_t) -> c_int;
    pub fn posix_spawnattr_destroy(a: *mut posix_spawnattr_t) -> c_int;
    pub fn posix_spawnattr_setflags(a: *mut posix_spawnattr_t, flags: i16) -> c_int;
    pub fn posix_spawnattr_setsigmask(a: *mut posix_spawnattr_t, set: *const sigset_t) -> c_int;
    pub fn posix_spawnattr_setsigdefault(a: *mut posix_spawnattr_t, set: *const sigset_t) -> c_int;
    pub fn posix_spawnattr_setpgroup(a: *mut posix_spawnattr_t, group: c_int) -> c_int;
    pub fn sigemptyset(set: *mut sigset_t) -> c_int;
    pub fn sigaddset(set: *mut sigset_t, signal: c_int) -> c_int;
    pub fn pthread_sigmask(how: c_int, set: *const sigset_t, old: *mut sigset_t) -> c_int;
    pub fn setsid() -> c_int;
    pub fn setuid(uid: c_uint) -> c_int;
    pub fn setgid(gid: c_uint) -> c_int;
    pub fn getuid() -> c_uint;
    pub fn setgroups(n: usize, groups: *const c_uint) -> c_int;
    pub fn setpgid(pid: c_int, group: c_int) -> c_int;
    pub fn getpwuid_r(uid: c_uint, entry: *mut passwd, buf: *mut c_char, n: usize, found: *mut *mut passwd) -> c_int;
    pub fn poll(fds: *mut pollfd, n: c_ulong, timeout: c_int) -> c_int;
    pub fn getaddrinfo(n: *const c_char, s: *const c_char, h: *const addrinfo, r: *mut *mut addrinfo) -> c_int;
    pub fn freeaddrinfo(r: *mut addrinfo);
    pub fn gai_strerror(e: c_int) -> *const c_char;
}
#[link(name = "c")]
unsafe extern "C" {}
#[link(name = "m")]
unsafe extern "C" {}
#[link(name = "gcc_s")]
unsafe extern "C" {}

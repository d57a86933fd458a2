// Files and directories: places, times, rights, locks, links, copies and what goes wrong.
use std::fs::{self, DirBuilder, File, FileTimes, OpenOptions, TryLockError};
use std::io::{ErrorKind, IoSlice, IoSliceMut, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, DirEntryExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};
use std::{env, process};

fn main() {
    let root = env::temp_dir().join(format!("verdigris-files-{}", process::id()));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("a/b/c")).unwrap();
    fs::create_dir_all(root.join("a/b/c")).unwrap();
    println!("{:?}", fs::create_dir(root.join("a")).unwrap_err().kind());
    files(&root);
    links(&root);
    options(&root);
    let mut names: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| {
        let entry = entry.unwrap();
        assert_eq!(entry.ino(), fs::symlink_metadata(entry.path()).unwrap().ino());
        (entry.file_name().into_string().unwrap(), entry.file_type().unwrap())
    }).collect();
    names.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, kind) in names {
        println!("{name} {kind:?}");
    }
    println!("{:?}", fs::remove_dir(&root).unwrap_err().kind());
    fs::remove_dir_all(&root).unwrap();
    println!("{:?} {:?}", fs::exists(&root), fs::remove_dir_all(&root).unwrap_err().kind());
}

fn files(root: &Path) {
    let path = root.join("file");
    let mut file = File::options().read(true).write(true).create_new(true).mode(0o640).open(&path).unwrap();
    println!("{:?}", File::create_new(&path).unwrap_err().kind());
    println!("{}", file.write_vectored(&[IoSlice::new(b"0123"), IoSlice::new(b"456789")]).unwrap());
    file.write_all_at(b"AB", 4).unwrap();
    let mut two = [0; 2];
    file.read_exact_at(&mut two, 3).unwrap();
    println!("{two:?}");
    println!("{:?}", file.read_exact_at(&mut two, 9).unwrap_err().kind());
    println!("{:?}", file.stream_position().unwrap());
    println!("{:?}", file.seek(SeekFrom::End(-3)).unwrap());
    let (mut one, mut rest) = ([0; 1], [0; 8]);
    println!("{}", file.read_vectored(&mut [IoSliceMut::new(&mut one), IoSliceMut::new(&mut rest)]).unwrap());
    println!("{:?}", file.seek(SeekFrom::Start(0)).and_then(|_| file.seek(SeekFrom::Current(-1))).unwrap_err().kind());
    file.set_len(3).unwrap();
    file.sync_all().unwrap();
    println!("{:?}", fs::read_to_string(&path).unwrap());

    let times = FileTimes::new().set_accessed(UNIX_EPOCH + Duration::from_secs(7)).set_modified(UNIX_EPOCH + Duration::new(8, 9));
    file.set_times(times).unwrap();
    let known = file.metadata().unwrap();
    println!("{:?} {:?}", known.accessed().unwrap(), known.modified().unwrap());
    println!("{} {} {:o} {}", known.len(), known.size(), known.mode(), known.mtime_nsec());
    let mut rights = known.permissions();
    rights.set_readonly(true);
    file.set_permissions(rights).unwrap();
    println!("{:?} {}", fs::metadata(&path).unwrap().permissions(), fs::metadata(&path).unwrap().permissions().readonly());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o4755)).unwrap();
    println!("{:?}", fs::metadata(&path).unwrap().permissions());

    let other = File::open(&path).unwrap();
    file.lock().unwrap();
    println!("{:?}", matches!(other.try_lock_shared(), Err(TryLockError::WouldBlock)));
    file.unlock().unwrap();
    other.lock_shared().unwrap();
    file.try_lock_shared().unwrap();
    println!("{}", other.try_lock().unwrap_err());

    println!("{:?}", fs::copy(&path, root.join("copy")).unwrap());
    println!("{:?}", fs::metadata(root.join("copy")).unwrap().permissions());
    println!("{}", fs::copy(root, root.join("never")).unwrap_err());
    println!("{:?}", fs::read(root.join("never")).unwrap_err().kind());
    fs::write(root.join("bytes"), [0xff, 0xfe]).unwrap();
    println!("{}", fs::read_to_string(root.join("bytes")).unwrap_err());
    println!("{}", fs::copy("/proc/self/status", root.join("status")).unwrap() > 0);
}

fn links(root: &Path) {
    let file = root.join("file");
    std::os::unix::fs::symlink("file", root.join("link")).unwrap();
    fs::hard_link(&file, root.join("second")).unwrap();
    println!("{:?} {}", fs::read_link(root.join("link")).unwrap(), fs::metadata(&file).unwrap().nlink());
    println!("{} {}", fs::canonicalize(root.join("a/../link")).unwrap() == fs::canonicalize(&file).unwrap(), root.join("link").is_symlink());
    fs::rename(root.join("second"), root.join("third")).unwrap();
    std::os::unix::fs::symlink("loop", root.join("loop")).unwrap();
    println!("{:?}", File::open(root.join("loop")).unwrap_err().raw_os_error());
    // Removing everything in a directory does not follow the link out of it.
    std::os::unix::fs::symlink(&file, root.join("a/b/out")).unwrap();
    fs::remove_dir_all(root.join("a")).unwrap();
    println!("{}", file.exists());
    println!("{}", fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

fn options(root: &Path) {
    for bad in [
        OpenOptions::new().open(root.join("file")),
        OpenOptions::new().read(true).truncate(true).open(root.join("file")),
        OpenOptions::new().append(true).truncate(true).open(root.join("file")),
        OpenOptions::new().read(true).open("a\0b"),
    ] {
        println!("{}", bad.unwrap_err());
    }
    let mut log = OpenOptions::new().append(true).read(true).create(true).open(root.join("log")).unwrap();
    log.write_all(b"one ").unwrap();
    log.rewind().unwrap();
    log.write_all(b"two").unwrap();
    log.rewind().unwrap();
    let mut text = String::new();
    log.read_to_string(&mut text).unwrap();
    println!("{text}");
    DirBuilder::new().mode(0o700).create(root.join("private")).unwrap();
    println!("{:o}", fs::metadata(root.join("private")).unwrap().mode());
    println!("{:?}", (&File::open(root).unwrap()).read(&mut [0]).unwrap_err().kind() == ErrorKind::IsADirectory);
}

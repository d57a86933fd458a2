//! A directory whose files are served.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::response::{Response, Status};
use crate::routes::percent_decode;

pub struct FileDirectory {
    /// Without symbolic links, so that it can be compared with the paths of files.
    root: PathBuf,
}

impl FileDirectory {
    pub fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        if !root.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, format!("{} is not a directory", path.display())));
        }
        Ok(Self { root })
    }

    pub fn respond(&self, path: &str) -> Response {
        let Some(decoded) = percent_decode(path) else {
            return Response::error(Status::BadRequest);
        };
        let Some(file) = self.locate(&decoded) else {
            return Response::error(Status::NotFound);
        };
        match fs::read(&file) {
            Ok(content) => Response::ok(content_type(&file), content),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Response::error(Status::NotFound),
            Err(_) => Response::error(Status::InternalServerError),
        }
    }

    /// The file that a path means, if there is one inside the directory. `..` is refused before the file system is asked,
    /// and links that lead outside after.
    fn locate(&self, path: &str) -> Option<PathBuf> {
        let relative = Path::new(path);
        if !relative.components().all(|component| matches!(component, Component::Normal(_))) || path.contains('\0') {
            return None;
        }
        let mut file = self.root.join(relative).canonicalize().ok()?;
        if file.is_dir() {
            file = file.join("index.html").canonicalize().ok()?;
        }
        (file.starts_with(&self.root) && file.is_file()).then_some(file)
    }
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("txt" | "md" | "rs" | "toml") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("gif") => "image/gif",
        Some("webp") => "image/webp",
        Some("ico") => "image/x-icon",
        Some("wasm") => "application/wasm",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_inside_the_directory() {
        let directory = FileDirectory::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(directory.respond("Cargo.toml").status, Status::Ok);
        assert_eq!(directory.respond("src/main.rs").content_type, "text/plain; charset=utf-8");
        for outside in ["../echo/Cargo.toml", "src/../../echo/Cargo.toml", "%2e%2e/echo/Cargo.toml", "/etc/passwd", "src", ""] {
            assert_eq!(directory.respond(outside).status, Status::NotFound, "{outside}");
        }
        assert_eq!(directory.respond("%").status, Status::BadRequest);
    }
}

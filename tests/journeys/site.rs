//! A static host of the smallest kind: serves `dist/` from a folder below its root.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A running host. Its thread ends with the test process.
pub(crate) struct Site {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    withheld: Arc<Mutex<Option<&'static str>>>,
    has_parts: bool,
}

impl Site {
    /// Serves the built page as it is.
    pub(crate) fn of_dist() -> Self {
        Self::of_files(dist_files())
    }

    /// Serves the built page without the files whose names end so.
    pub(crate) fn of_dist_without(ending: &str) -> Self {
        let mut files = dist_files();
        let before = files.len();
        files.retain(|name, _| !name.ends_with(ending));
        assert!(files.len() < before, "no file of dist ends with {ending}");
        Self::of_files(files)
    }

    fn of_files(files: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("a bound listener").port();
        // Another folder in every run: an absolute address in the page would not be found.
        let folder = format!("/some/where-{port}/");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let site = Self {
            address: format!("http://127.0.0.1:{port}{folder}"),
            asked: Arc::clone(&asked),
            withheld: Arc::default(),
            has_parts: files.keys().any(|name| name.starts_with("people-")),
        };
        let withheld = Arc::clone(&site.withheld);
        thread::spawn(move || {
            let files = Arc::new(files);
            for stream in listener.incoming().flatten() {
                let (folder, asked) = (folder.clone(), Arc::clone(&asked));
                let (files, withheld) = (Arc::clone(&files), Arc::clone(&withheld));
                thread::spawn(move || answer(&stream, &files, &folder, &asked, &withheld));
            }
        });
        site
    }

    /// Where the page is, ending in a slash.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Whether the page loads parts of its program later, as a release build does.
    pub(crate) fn has_parts(&self) -> bool {
        self.has_parts
    }

    /// From now on denies having the files whose names begin so; `None` gives them all again.
    pub(crate) fn withhold(&self, beginning: Option<&'static str>) {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner) = beginning;
    }

    /// The paths that were asked for since the start or the last call, in order of arrival.
    pub(crate) fn take_asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Answers one request and closes; a connection that breaks is the browser's business.
fn answer(
    mut stream: &TcpStream,
    files: &BTreeMap<String, Vec<u8>>,
    folder: &str,
    asked: &Mutex<Vec<String>>,
    withheld: &Mutex<Option<&'static str>>,
) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(path) = lines.next().and_then(|line| {
        let target = line.split(' ').nth(1)?;
        Some(target.split(['?', '#']).next()?.to_owned())
    }) else {
        return;
    };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(path.clone());

    let name = match path.strip_prefix(folder) {
        Some("") => Some("index.html"),
        name => name,
    };
    let withheld = *withheld.lock().unwrap_or_else(PoisonError::into_inner);
    let name = name.filter(|name| withheld.is_none_or(|beginning| !name.starts_with(beginning)));
    let (status, kind, body) = match name.and_then(|name| files.get_key_value(name)) {
        Some((name, bytes)) => ("200 OK", media_type(name), bytes.as_slice()),
        None => (
            "404 Not Found",
            "text/plain",
            b"There is no such file.".as_slice(),
        ),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}

fn media_type(name: &str) -> &'static str {
    match Path::new(name)
        .extension()
        .and_then(|ending| ending.to_str())
    {
        Some("css") => "text/css",
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// Where the built page is.
fn dist() -> PathBuf {
    std::env::var_os("LASTMILE_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"),
        PathBuf::from,
    )
}

/// The app as one file, which only a release build is written as.
pub(crate) fn one_file() -> Option<PathBuf> {
    Some(dist().join("lastmile.html")).filter(|file| file.is_file())
}

/// Every file of the built page, by its path inside it.
fn dist_files() -> BTreeMap<String, Vec<u8>> {
    let dist = dist();
    assert!(
        dist.join("index.html").is_file(),
        "{} holds no page: `./run --build` makes one",
        dist.display()
    );
    let mut files = BTreeMap::new();
    let mut folders = vec![dist.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&dist).expect("a path inside dist");
                let bytes = fs::read(&path).expect("a readable file");
                files.insert(name.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    files
}

//! The chromedriver process, and what is said to it that the client has no word for.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::Value;

/// The chromedriver process; ends with its owner.
pub(super) struct Driver {
    pub(super) process: Child,
    pub(super) address: String,
}

impl Driver {
    /// Starts one. Another program may take the free port it has found before it does: it then ends,
    /// and is started again.
    pub(super) fn start() -> Self {
        (0..3)
            .find_map(|_| Self::try_start())
            .expect("chromedriver names its port")
    }

    fn try_start() -> Option<Self> {
        let mut process = Command::new(program("CHROMEDRIVER", &["chromedriver"]))
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver starts");
        let said = process.stdout.take().expect("the driver's words are piped");
        let mut lines = BufReader::new(said).lines().map_while(Result::ok);
        let port = lines.by_ref().find_map(|line| {
            line.rsplit_once("successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse::<u16>()
                .ok()
        });
        let Some(port) = port else {
            let _ = process.wait();
            return None;
        };
        // It goes on talking, and a full pipe would stop it.
        thread::spawn(move || lines.for_each(drop));
        Some(Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program that an environment variable names, or the first of these on PATH.
pub(super) fn program(variable: &str, names: &[&str]) -> PathBuf {
    if let Some(named) = std::env::var_os(variable) {
        return named.into();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
        .unwrap_or_else(|| {
            panic!(
                "{} is missing: `./test` installs it, or name it in {variable}",
                names[0]
            )
        })
}

/// A command of the driver that the client has no method for.
#[derive(Debug)]
pub(super) struct Call {
    path: &'static str,
    body: String,
}

impl Call {
    pub(super) fn post(path: &'static str, body: &Value) -> Self {
        Self {
            path,
            body: body.to_string(),
        }
    }
}

impl WebDriverCompatibleCommand for Call {
    fn endpoint(
        &self,
        base_url: &url::Url,
        session_id: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base_url.join(&format!(
            "session/{}/{}",
            session_id.unwrap_or_default(),
            self.path
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.clone()))
    }
}

//! The browser's capabilities, one per file; the only files that name `web_sys`.

pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod file;
pub mod idle;
pub mod linked_file;
pub mod local_storage;
pub mod lock;
pub mod mirror;
pub mod one_file;
pub mod page;
pub mod persistence;
pub mod random;
pub mod rescue;
pub mod starts;
pub mod theme;
pub mod worker;

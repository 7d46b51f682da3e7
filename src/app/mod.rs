//! The browser: what a person sees and does.

pub mod components;

//! Lastmile without a browser: the model of a project, its engines and its record.
//!
//! Read the modules in this order; each uses only those above it.

pub mod project;

pub mod schedule;

pub mod forecast;

pub mod finish;

pub mod engine;

pub mod edit;

pub mod present;

pub mod samples;

pub mod document;

pub mod exchange;

pub mod storage;

//! Tells the linker to leave what is needed to cut the program into parts that are loaded later.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-check-cfg=cfg(chunked)");
    let is_wasm = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm");
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if is_wasm && is_release {
        // scripts/split-page.mjs follows the relocations to find out what each part alone needs.
        println!("cargo:rustc-cfg=chunked");
        println!("cargo:rustc-link-arg-bin=lastmile=--emit-relocs");
    }
}

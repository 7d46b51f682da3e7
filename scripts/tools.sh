# What `./run` and `./test` share: finding the tools, and installing what is missing.
#
# To be sourced from the root of the repository. Tools of the right version on PATH are used;
# others go into .tools/ and node_modules/, which git ignores. Only the Debian fallback for the
# WebAssembly target and the test browser touch the system, and they say so first.
#
#   LASTMILE_WASM=debian   takes Debian's toolchain for WebAssembly although rustup's target is there
#   CHROMIUM, CHROMEDRIVER a browser and its driver to be used instead of those that are found

set -euo pipefail

tools_dir="$PWD/.tools"
export PATH="$tools_dir/bin:$PWD/node_modules/.bin:$PATH"
# With these before cargo, trunk or rustdoc, a command builds for WebAssembly. See need_wasm.
wasm_env=(env)

say() { printf '%s\n' "$*" >&2; }
give_up() {
  say "$*"
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Debian's packages, by root or through sudo.
apt_install() {
  have apt-get || return 1
  local as=()
  if [ "$(id -u)" != 0 ]; then
    have sudo || return 1
    as=(sudo)
    { [ -t 0 ] && [ "${CI:-}" != true ]; } || as=(sudo -n)
  fi
  say "Installing Debian packages: $*"
  # The odd form is for bash 3.2, to which an empty list is an unset one.
  ${as[@]+"${as[@]}"} apt-get update -qq >&2 || true
  ${as[@]+"${as[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends --no-remove "$@" </dev/null >&2
}

need_basics() {
  have cargo || give_up "cargo is missing: install Rust with rustup (https://rustup.rs), then run this again."
  have node && have npm || give_up "Node.js with npm is missing: install it (20 or newer), then run this again."
}

# Packages from npm: wasm-opt, the style bundler, axe-core.
need_node_modules() {
  cmp -s package-lock.json node_modules/.installed && return
  say "Installing the build tools of package.json from npm …"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 ||
    give_up "npm could not install the packages of package.json; its message stands above."
  cp package-lock.json node_modules/.installed
}

# A target with which rustc can build WebAssembly. Sets wasm_env.
#
# rustup's own if it is there or can be had; otherwise Debian's rustc, whose source package lets
# cargo build the standard library.
need_wasm() {
  local target=wasm32-unknown-unknown
  if [ "${LASTMILE_WASM:-}" != debian ]; then
    [ -d "$(rustc --print target-libdir --target $target)" ] && return
    if have rustup; then
      say "Adding the $target target with rustup …"
      if rustup target add $target >&2 &&
        [ -d "$(rustc --print target-libdir --target $target)" ]; then
        return
      fi
      say "rustup could not: trying Debian's toolchain."
    fi
  fi

  local deb lld
  if ! debian_rust_is_complete; then
    have apt-get ||
      give_up "Rust's $target target is missing and could not be added: run \`rustup target add $target\`."
    apt_install rustc-web cargo-web rust-web-src || true
    if ! have_wasm_ld; then
      lld=$(apt-cache search --names-only '^lld-[0-9]+$' | cut -d' ' -f1 | sort -V | tail -1)
      apt_install "${lld:-lld}" || true
    fi
    debian_rust_is_complete ||
      give_up "Rust's $target target could not be added: neither rustup nor Debian's rustc-web, cargo-web, rust-web-src and lld could be had."
  fi
  deb=$(debian_rust)
  lld=$(have_wasm_ld)
  wasm_env=(env RUSTC="$deb/rustc" RUSTDOC="$deb/rustdoc" RUSTC_BOOTSTRAP=1
    CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$lld")
}
debian_rust() { dirname "$(dpkg -L rustc-web 2>/dev/null | grep -m1 '/bin/rustc$')"; }
have_wasm_ld() { compgen -c wasm-ld- | sort -uV | tail -1 | grep .; }
debian_rust_is_complete() {
  have dpkg && [ -x "$(debian_rust)/rustc" ] && dpkg -s rust-web-src >/dev/null 2>&1 && have_wasm_ld >/dev/null
}

# Debian's clippy, for Debian's rustc; prints where its driver is. It is unpacked, not installed: its
# package refuses to stand beside a packaged rustup.
need_debian_clippy() {
  local driver=$tools_dir/debian-clippy/usr/bin/clippy-driver version
  version=$(dpkg-query -W -f '${Version}' rustc-web)
  if [ "$(cat "$tools_dir/debian-clippy/version" 2>/dev/null)" != "$version" ]; then
    say "Unpacking Debian's clippy into .tools …"
    rm -rf "$tools_dir/debian-clippy"
    mkdir -p "$tools_dir/debian-clippy"
    (cd "$tools_dir/debian-clippy" && apt-get download -qq "rust-web-clippy=$version" >&2 && dpkg-deb -x ./*.deb . && rm -f ./*.deb) ||
      return 1
    echo "$version" >"$tools_dir/debian-clippy/version"
  fi
  [ -x "$driver" ] && echo "$driver"
}

# cargo_tool NAME VERSION [OPTION…]: a program from crates.io into .tools/bin.
#
# Built for a short build rather than for speed: they run for seconds. The lock file of the program
# is tried first; a registry mirror that lags can refuse an entry of it.
cargo_tool() {
  local name=$1 version=$2
  shift 2
  say "Installing $name $version into .tools (a few minutes, once) …"
  if [ $# = 0 ] && have cargo-binstall && cargo binstall --no-confirm --root "$tools_dir" "$name@$version" >&2; then
    return
  fi
  local build=(env CARGO_TARGET_DIR="$tools_dir/build" CARGO_PROFILE_RELEASE_LTO=off
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0
    cargo install --quiet --root "$tools_dir" "$name" --version "$version" "$@")
  "${build[@]}" --locked >&2 || "${build[@]}" >&2 ||
    give_up "$name $version could not be built from crates.io; cargo's message stands above."
}

need_wasm_bindgen() {
  local version
  version=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"$/\1/p')
  [ "$(wasm-bindgen --version 2>/dev/null | cut -d' ' -f2)" = "$version" ] && have wasm-bindgen-test-runner ||
    cargo_tool wasm-bindgen-cli "$version"
}

need_trunk() {
  case "$(trunk --version 2>/dev/null)" in
    "trunk 0.21.1"[4-9]) ;;
    *) cargo_tool trunk 0.21.14 ;;
  esac
}

# Cuts the program into parts (scripts/split-page.mjs). It tells nobody its version.
need_wasm_split() {
  local version=0.2.4
  have wasm-split-cli && { cargo install --list && cargo install --list --root "$tools_dir"; } 2>/dev/null |
    grep "^wasm_split_cli_support v$version:" >/dev/null ||
    cargo_tool wasm_split_cli_support "$version" --features build-binary
}

# Everything that a build of the page needs.
need_build_tools() {
  need_basics
  need_node_modules
  need_wasm
  need_wasm_bindgen
  need_trunk
  need_wasm_split
  rm -rf "$tools_dir/build"
}

need_build_tools_and_browser() {
  need_build_tools
  need_browser
}

# Builds the page into dist/. Page and engines know each other by what they were built from.
build_dist() {
  LASTMILE_BUILD=$(find src Cargo.lock -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | cksum | cut -d' ' -f1)
  export LASTMILE_BUILD
  # trunk reads NO_COLOR as true or false and stops at any other text.
  env -u NO_COLOR "${wasm_env[@]}" trunk build --release
}

# A Chromium (or Chrome) and the driver of its version. Sets CHROMIUM and CHROMEDRIVER.
need_browser() {
  find_browser && return
  apt_install chromium chromium-driver || true
  find_browser ||
    give_up "Chromium and chromedriver are missing: install both (on Debian: chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER."
}
find_browser() {
  local name
  if [ -z "${CHROMIUM:-}" ]; then
    for name in chromium chromium-browser google-chrome google-chrome-stable \
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
      have "$name" && CHROMIUM=$(command -v "$name") && break
    done
  fi
  CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
  [ -n "${CHROMIUM:-}" ] && [ -n "$CHROMEDRIVER" ] && export CHROMIUM CHROMEDRIVER
}

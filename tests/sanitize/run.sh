#!/usr/bin/env bash
# run.sh <asan|tsan> [rooms]: builds the test programs of that preset and runs them (./dev soak asan, ./dev soak tsan).
# What a suppression file names is a library of Debian's that the sanitizer cannot see into, with the reason beside it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly preset=$1 here=$PWD/tests/sanitize build=build/$1 logs=build/log/$1 jobs=${DEV_JOBS:-$(nproc)}
shift
mkdir -p "$logs"

targets=()
for room in "$@"; do targets+=("${room}_test"); done
if ! { cmake --preset "$preset" && ninja -C "$build" -j"$jobs" "${targets[@]}"; } >"$logs/build.log" 2>&1; then
  tail -n 60 "$logs/build.log" >&2
  exit 1
fi

# Each preset has its own cluster: whoever ends first would stop the other's.
if [[ -z ${OPENCARNET_TEST_POSTGRES:-} ]]; then
  OPENCARNET_TEST_POSTGRES=$(tools/postgres.sh start "$build/postgres")
  export OPENCARNET_TEST_POSTGRES
  trap 'tools/postgres.sh stop "$build/postgres"' EXIT
fi

export ASAN_OPTIONS=strict_string_checks=1:check_initialization_order=1:detect_stack_use_after_return=1
export LSAN_OPTIONS=suppressions=$here/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=suppressions=$here/tsan.supp:halt_on_error=1:second_deadlock_stack=1:history_size=4
export TEST_TIMEOUT_SECONDS=3600
command=(/usr/bin/python3 tools/run_tests.py --build "$build" --logs "$logs" --jobs "$jobs" --only-built)
# The shadow memory of ThreadSanitizer does not cope with addresses as random as newer kernels deal them out.
if setarch -R true 2>/dev/null; then command=(setarch -R "${command[@]}"); fi
if (($# == 0)); then
  "${command[@]}"
  exit
fi
outcome=0
for room in "$@"; do "${command[@]}" "$room" || outcome=1; done
exit $outcome

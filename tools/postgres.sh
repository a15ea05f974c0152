#!/usr/bin/env bash
# A private PostgreSQL cluster for tests and benches: a unix socket only, durable writes, nothing outside its folder.
#
#   tools/postgres.sh start <dir>   makes it in <dir> if it is not there, starts it, prints its connection string
#   tools/postgres.sh stop <dir>    stops it by its process id
set -euo pipefail

usage() { sed -n '2,5p' "$0" >&2; exit 2; }
[[ $# -eq 2 ]] || usage
verb=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)

# PostgreSQL refuses to run as root.
as_owner() { if [[ $(id -u) -eq 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

# Where the cluster lies: in the folder, or beside the socket where the folder is closed to the server's user (a
# checkout in root's home).
data_of() {
  if as_owner test -w "$dir" 2> /dev/null; then echo "$dir/data"; else echo "$(cat "$dir/socket")/data"; fi
}

start() {
  # A socket's path must be short, whatever the folder is called.
  if [[ ! -s $dir/socket ]]; then
    mktemp -d /tmp/opencarnet-pg.XXXXXX > "$dir/socket"
    [[ $(id -u) -ne 0 ]] || { chown postgres "$dir"; chown postgres "$(cat "$dir/socket")"; }
  fi
  local socket data
  socket=$(cat "$dir/socket")
  data=$(data_of)
  if [[ ! -s $data/PG_VERSION ]]; then
    as_owner "$bin/initdb" -D "$data" -U opencarnet --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
      > "$dir/initdb.log"
  fi
  if ! as_owner "$bin/pg_ctl" -D "$data" status > /dev/null; then
    as_owner "$bin/pg_ctl" -D "$data" -w -t 30 -l "$data/server.log" start -o \
      "-c listen_addresses='' -c unix_socket_directories='$socket' -c max_connections=200 -c fsync=on" > /dev/null
  fi
  echo "postgresql://opencarnet@/postgres?host=$socket"
}

stop() {
  local id="" data=""
  [[ ! -s $dir/socket ]] || data=$(data_of)
  [[ -s $data/postmaster.pid ]] && id=$(head -1 "$data/postmaster.pid")
  if [[ -n $id ]] && kill -0 "$id" 2> /dev/null; then
    kill -INT "$id"
    for _ in $(seq 100); do kill -0 "$id" 2> /dev/null || break; sleep 0.1; done
  fi
  if [[ -s $dir/socket ]]; then rm -rf -- "$(cat "$dir/socket")"; rm -f "$dir/socket"; fi
}

case $verb in start) start ;; stop) stop ;; *) usage ;; esac

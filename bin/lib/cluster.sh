# shellcheck shell=bash
# A private PostgreSQL cluster: one directory, one socket, no TCP port. Sourced by bin/start and bin/test.
# Who may enter the socket's directory (mode 0700) may log in; that is the user who runs the cluster, and root.

postgres_bin=/usr/lib/postgresql/15/bin
cluster_home= cluster_socket= cluster_uid= cluster_gid=

# PATH: says where the cluster of this checkout lives and which user runs it: its owner if it exists, else this user,
# else (root must not run PostgreSQL) the user postgres. That user may be unable to enter the checkout; then PATH is a
# symbolic link to a directory in /var/lib.
locate_cluster() {
  local path=$1
  cluster_home=$(readlink -m "$path") cluster_uid=$EUID cluster_gid=$(id -g)
  if ((EUID == 0)); then
    cluster_uid=$(id -u postgres) cluster_gid=$(id -g postgres)
    if [[ ! -e $cluster_home ]] && ! as_cluster_user test -x "${cluster_home%/*}"; then
      cluster_home=/var/lib/school-support-dev-$(sha256sum <<<"$path" | cut -c 1-12)
      ln -sfn "$cluster_home" "$path"
    fi
  fi
  [[ -e $cluster_home ]] || install -d -m 0700 -o "$cluster_uid" -g "$cluster_gid" "$cluster_home"
  read -r cluster_uid cluster_gid < <(stat -c '%u %g' "$cluster_home")
  ((EUID == 0 || EUID == cluster_uid)) \
    || fail "$path belongs to $(stat -c %U "$cluster_home"): start as that user, or remove it with: sudo rm -r $cluster_home $path"
}

# COMMAND...
as_cluster_user() (
  cd /
  if ((EUID == 0 && cluster_uid != 0)); then
    exec setpriv --reuid="$cluster_uid" --regid="$cluster_gid" --clear-groups -- "$@"
  fi
  exec "$@"
)

# Also finds one that a killed script left behind. A postmaster.pid from before a reboot may name any process.
cluster_runs() {
  local pid
  pid=$(head -n 1 "$cluster_home/data/postmaster.pid" 2>/dev/null) && [[ $(cat "/proc/$pid/comm" 2>/dev/null) == postgres ]]
}

# Creates it if need be. One that runs already is used as it is.
start_cluster() {
  [[ -e $cluster_home/data ]] || create_cluster || return
  if cluster_runs; then
    cluster_socket=$(sed -n 5p "$cluster_home/data/postmaster.pid")
    [[ ! -S $cluster_socket/.s.PGSQL.5432 ]] || return 0
    stop_cluster || return
  fi
  cluster_socket=$cluster_home/socket
  # The address of a unix socket has 107 bytes at most.
  if ((${#cluster_socket} > 90)) || [[ $cluster_socket == *[!A-Za-z0-9_./-]* ]]; then
    cluster_socket=$(as_cluster_user mktemp -d /tmp/school-support.XXXXXX) || return
  else
    as_cluster_user install -d -m 0700 "$cluster_socket" || return
  fi
  as_cluster_user rm -f "$cluster_home/data/postmaster.pid"
  as_cluster_user "$postgres_bin/pg_ctl" start -s -w -t 60 -D "$cluster_home/data" -l "$cluster_home/log" \
    -o "-k $cluster_socket" 9>&- && return
  tail -n 20 "$cluster_home/log" >&2
  return 1
}

# Durable like a real one: fsync and synchronous_commit stay on.
create_cluster() {
  as_cluster_user rm -rf "$cluster_home/data.new" || return
  as_cluster_user "$postgres_bin/initdb" -D "$cluster_home/data.new" -U postgres -E UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=reject >/dev/null || return
  as_cluster_user tee -a "$cluster_home/data.new/postgresql.conf" >/dev/null <<'CONF' || return

# School Support, development
listen_addresses = ''
port = 5432  # only names the socket
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d %a '
CONF
  as_cluster_user mv "$cluster_home/data.new" "$cluster_home/data"
}

stop_cluster() {
  if [[ -z $cluster_home ]] || ! cluster_runs; then return 0; fi
  as_cluster_user "$postgres_bin/pg_ctl" stop -s -w -t 60 -m fast -D "$cluster_home/data" || return
  if [[ $cluster_socket == /tmp/school-support.* ]]; then as_cluster_user rmdir "$cluster_socket" || true; fi
}

# PATH: ends the cluster and removes all its data.
remove_cluster() {
  locate_cluster "$1"
  if cluster_runs; then cluster_socket=$(sed -n 5p "$cluster_home/data/postmaster.pid"); fi
  stop_cluster || return
  rm -rf -- "${cluster_home:?}"/{data,data.new,socket,log}
  rmdir -- "$cluster_home" || return
  if [[ -L $1 ]]; then rm -- "$1"; fi
}

# DATABASE [ROLE]: a connection string.
cluster_url() {
  printf 'postgresql://%s@/%s?host=%s&port=5432' "${2:-postgres}" "$1" "$cluster_socket"
}

# URL KEYWORD=VALUE...: the connection string with these settings instead of its own; libpq takes the last it meets.
url_with() {
  local url=$1 setting
  shift
  for setting; do
    case $url in
      postgres://*\?* | postgresql://*\?*) url+="&$setting" ;;
      postgres://* | postgresql://*) url+="?$setting" ;;
      *) url+=" $setting" ;;
    esac
  done
  printf '%s' "$url"
}

# URL SQL: what the statement answers, unaligned.
query() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" <<<"$2"
}

# URL NAME: creates the database unless it exists.
create_database() {
  local exists
  exists=$(query "$1" "select 1 from pg_database where datname = '$2'") || return
  [[ -n $exists ]] || query "$1" "create database $2"
}

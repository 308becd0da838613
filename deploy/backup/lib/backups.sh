# shellcheck shell=bash
# The directory of backups. A backup is a directory named by its time, such as 2026-11-03T013000Z, that appears at once
# and complete: dump, manifest (rows of each table), roles.sql, SHA256SUMS. Sourced, after database.sh, with here set.

backup_directory=${BACKUP_DIRECTORY:-/var/backups/school-support}
status_file=${BACKUP_STATUS_FILE:-$backup_directory/last-success}

require_backup_directory() {
  [[ -d $backup_directory && -w $backup_directory && -x $backup_directory ]] || fail \
    "BACKUP_DIRECTORY is \"$backup_directory\", which is no directory that $(id -un) may write to. Create it, or choose another."
}

# ARGUMENT...: root works as the owner of the directory, who could not remove root's files later. Starts the script again.
become_owner() {
  local user group
  read -r user group < <(stat -c '%u %g' "$backup_directory" 2>/dev/null || echo 0 0)
  ((EUID != 0 || user == 0)) || exec setpriv --reuid="$user" --regid="$group" --clear-groups -- "$0" "$@"
}

# NAME: one process at a time holds it, and whatever it starts.
take_lock() {
  exec 9>>"$backup_directory/.$1.lock"
  flock -n 9 || fail "another $1 is running."
}

# The names of all backups, newest first.
list_backups() {
  find "$backup_directory" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*Z' -printf '%f\n' | sort -r
}

# [NAME]: the path of that backup, or of the newest.
find_backup() {
  local name=${1:-} all
  all=$(list_backups)
  [[ -n $all ]] || fail "there is no backup in $backup_directory."
  [[ -n $name ]] || name=$(head -n 1 <<<"$all")
  grep -qxF -- "${name##*/}" <<<"$all" \
    || fail "there is no backup ${name##*/} in $backup_directory. There are:"$'\n'"$all"
  printf '%s' "$backup_directory/${name##*/}"
}

# BACKUP: keeps `backup` from removing it as long as this process lives.
hold_backup() {
  exec 8<"$1" && flock -s 8
}

# BACKUP: every file is what was written.
check_sums() (
  cd "$1" && sha256sum --quiet --strict --check SHA256SUMS >&2
)

# Reads names, newest first, and prints those to keep: the newest of each of the last 7 days, 4 weeks and 12 months that
# have one.
choose_kept() {
  local name rule period
  local -A left=([%F]=7 [%G-W%V]=4 [%Y-%m]=12) seen=()
  while read -r name; do
    local keep=false
    for rule in "${!left[@]}"; do
      period=$rule:$(date -u -d "${name:0:10}" "+$rule") || continue
      if ((left[$rule] == 0)) || [[ -n ${seen[$period]:-} ]]; then continue; fi
      seen[$period]=1
      left[$rule]=$((left[$rule] - 1))
      keep=true
    done
    if $keep; then printf '%s\n' "$name"; fi
  done
}

# Removes what is not to be kept, except what `verify` or `restore` is reading.
remove_old_backups() {
  local all name
  all=$(list_backups)
  grep -vxFf <(choose_kept <<<"$all") <<<"$all" | while read -r name; do
    flock -n "$backup_directory/$name" rm -r "${backup_directory:?}/$name" && say "removed $name"
  done || true
}

# UNIX TIME: what monitoring reads (the setting BACKUP_STATUS_FILE of the server, which is another user).
write_status() {
  printf '%s\n' "$1" >"$status_file.new"
  chmod 0644 "$status_file.new"
  mv "$status_file.new" "$status_file"
}

# BACKUP DATABASE: makes the database, with the settings and grants of the one that was dumped, and restores into it.
restore_into() {
  local backup=$1 database=$2
  if [[ -z $(maintain "select 1 from pg_roles where rolname = 'school_support_owner'") ]]; then
    say "This server has no roles of School Support: making them, without passwords."
    sql postgres -f "$backup/roles.sql" || return
  fi
  pg_restore --create --file=- --use-list=<(pg_restore --create --list "$backup/dump" | grep ' DATABASE ') "$backup/dump" \
    | sed -nE "/^(CREATE|ALTER|GRANT|REVOKE)/s/ DATABASE (\"[^\"]+\"|[^ ;]+)/ DATABASE $database/p" \
    | sql postgres || return
  pg_restore --exit-on-error --jobs="$(nproc)" -d "$(url_of "$database")" "$backup/dump" || return
  sql "$database" <<<'analyze'
}

# BACKUP DATABASE: prints what is wrong with the restored database, a line each. Fails if that cannot be told.
list_findings() {
  local rows
  # shellcheck disable=SC2154  # the scripts set here
  rows=$(sql "$2" -f "$here/lib/count_rows.sql") || return
  comm -3 <(sort <<<"$rows") <(sort "$1/manifest") \
    | sed -E 's/^\t(.*)\t(.*)/\1: \2 rows when it was backed up/; t; s/^(.*)\t(.*)/\1: \2 rows now/'
  sql "$2" -f "$here/lib/list_findings.sql"
}

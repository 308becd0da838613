# shellcheck shell=bash
# Debian packages. Sourced by bin/start and bin/test.

# Swift and git are the two things that are expected to be there.
require_tools() {
  local tool
  for tool in swift git; do
    command -v "$tool" >/dev/null || fail "$tool is not in PATH. Swift 6.3 comes from https://www.swift.org/install/, git from your system."
  done
}

# "PACKAGE: why"...: installs those that are missing.
install_missing() {
  local installed entry missing=() sudo=()
  command -v dpkg-query >/dev/null \
    || fail "this script installs packages of Debian 12 and found no dpkg here. What it needs: ${*%%:*}"
  # shellcheck disable=SC2016  # dpkg-query expands these
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${@%%:*}" 2>/dev/null) || true
  for entry; do
    grep -qxF "installed ${entry%%:*}" <<<"$installed" || missing+=("$entry")
  done
  ((${#missing[@]})) || return 0

  say "Installing with apt:"
  for entry in "${missing[@]}"; do printf '  %-40s%s\n' "${entry%%:*}" "${entry#*: }"; done
  if ((EUID)); then
    command -v sudo >/dev/null || fail "not root, and no sudo here. As root: apt-get install ${missing[*]%%:*}"
    sudo=(sudo)
  fi
  without_services "${missing[@]%%:*}" || fail "apt-get could not install them (see above)."
}

# PACKAGE...: installs them, without a database cluster or other servers that nobody asked for. Uses sudo of its caller.
without_services() (
  drop_in=/etc/postgresql-common/createcluster.d/school-support.conf
  apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  if [[ " $* " == *" postgresql-15 "* ]]; then
    trap 'exit 1' INT TERM HUP
    trap '"${sudo[@]}" rm -f "$drop_in"; "${sudo[@]}" rmdir "${drop_in%/*}" 2>/dev/null || true' EXIT
    "${sudo[@]}" mkdir -p "${drop_in%/*}"
    "${sudo[@]}" tee "$drop_in" <<<'create_main_cluster = false' >/dev/null
  fi
  {
    "${sudo[@]}" "${apt[@]}" update && "${sudo[@]}" "${apt[@]}" install --no-install-recommends "$@" </dev/null
  } 2>&1 | sed -u -n -E 's/^(Setting up|E:|W:|Err:)/    &/p' || exit 1
  for server in nginx prometheus; do
    [[ " $* " == *" $server "* ]] || continue
    if [[ -d /run/systemd/system ]]; then
      "${sudo[@]}" systemctl disable --quiet --now "$server" || true
    else
      "${sudo[@]}" service "$server" stop >/dev/null 2>&1 || true
    fi
  done
)

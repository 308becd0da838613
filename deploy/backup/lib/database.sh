# shellcheck shell=bash
# How the scripts in this directory reach the database. Sourced.

url=

# LINE...
say() { printf '%s\n' "$@"; }

# Exit status 1 is for findings of `verify`; this is for what could not be done.
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 2
}

# Sets url, without a password: arguments can be read by everybody on the machine. The password goes to PGPASSWORD.
read_connection() {
  url=${DATABASE_ADMIN_URL:-}
  if [[ -n ${DATABASE_ADMIN_URL_FILE:-} ]]; then
    [[ -f $DATABASE_ADMIN_URL_FILE && -r $DATABASE_ADMIN_URL_FILE ]] \
      || fail "DATABASE_ADMIN_URL_FILE is \"$DATABASE_ADMIN_URL_FILE\", which is no file that can be read."
    read -r url <"$DATABASE_ADMIN_URL_FILE" || true
  fi
  [[ -n $url ]] || fail "DATABASE_ADMIN_URL is not set (nor DATABASE_ADMIN_URL_FILE, a file with it):" \
    "the connection string of a superuser, such as postgresql://postgres@/school_support"
  case $url in
    postgres://* | postgresql://*) take_password_from_uri ;;
    *) take_password_from_keywords ;;
  esac
  export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10} PGAPPNAME="school-support ${0##*/}"
}

take_password_from_uri() {
  if [[ $url =~ ^([a-z]+://[^:@/]*):([^@/]*)@(.*)$ ]]; then
    url=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    export_decoded "${BASH_REMATCH[2]}"
  fi
  if [[ $url =~ ^(.*)[?]password=([^\&]*)\&(.*)$ ]]; then
    url="${BASH_REMATCH[1]}?${BASH_REMATCH[3]}"
    export_decoded "${BASH_REMATCH[2]}"
  elif [[ $url =~ ^(.*)[?\&]password=([^\&]*)(.*)$ ]]; then
    url=${BASH_REMATCH[1]}${BASH_REMATCH[3]}
    export_decoded "${BASH_REMATCH[2]}"
  fi
}

# TEXT: with %20 and the like.
export_decoded() {
  local text=${1//\\/\\\\}
  printf -v PGPASSWORD '%b' "${text//%/\\x}"
  export PGPASSWORD
}

take_password_from_keywords() {
  local pattern="^(|.*[[:space:]])password[[:space:]]*=[[:space:]]*('(([^'\\]|\\\\.)*)'|[^[:space:]]+)(.*)$"
  [[ $url =~ $pattern ]] || return 0
  url=${BASH_REMATCH[1]}${BASH_REMATCH[5]}
  PGPASSWORD=$(sed -E "s/^'(.*)'$/\1/; s/\\\\(.)/\1/g" <<<"${BASH_REMATCH[2]}")
  export PGPASSWORD
}

# DATABASE: the connection string for another database of the server; libpq takes the last of two settings.
url_of() {
  case $url in
    *://*\?*) printf '%s' "$url&dbname=$1" ;;
    *://*) printf '%s' "$url?dbname=$1" ;;
    *) printf '%s' "$url dbname=$1" ;;
  esac
}

# DATABASE [OPTION...]: runs SQL from standard input and prints rows, fields separated by tabs. Row level security binds
# the owner too; to count only what some role sees would be worse than to fail.
sql() {
  PGOPTIONS="${PGOPTIONS:-} -c row_security=off" psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -d "$(url_of "$1")" "${@:2}"
}

# SQL: the same in the database that every server has.
maintain() { sql postgres <<<"$1"; }

# The name of the database that the connection string names; fails if it does not exist.
current_database() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$url" -c 'select current_database()'
}

database_exists() { [[ -n $(maintain "select 1 from pg_database where datname = '$1'") ]]; }

drop_database() { maintain "drop database if exists $1 with (force)" 2>/dev/null; }

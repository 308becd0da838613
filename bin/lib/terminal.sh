# shellcheck shell=bash
# What the scripts say, and long steps with their progress. Sourced by bin/start and bin/test.

say() { printf '%s\n' "$*" || true; }

fail() {
  printf '\n%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# SECONDS: "7 s" or "3 min 07 s".
duration() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

step_pid=
step_status=0

# TITLE LOG COMMAND...: runs the command with its output in LOG, shows its last line and the time that it takes, and
# leaves its exit status in step_status. It gets a process group of its own, so that stop_step ends all of it.
run_step() {
  local title=$1 log=$2 started=$SECONDS told=$SECONDS
  shift 2
  set -m
  "$@" >"$log" 2>&1 </dev/null 9>&- &
  step_pid=$!
  set +m
  while kill -0 "$step_pid" 2>/dev/null; do
    if [[ -t 1 ]]; then
      show_progress "$title" "$log" $((SECONDS - started))
    elif ((SECONDS - told >= 30)); then
      told=$SECONDS
      say "  $title: $(duration $((SECONDS - started))) so far. $(last_line "$log" 100)"
    fi
    sleep 0.2
  done
  step_status=0
  wait "$step_pid" || step_status=$?
  step_pid=
  [[ ! -t 1 ]] || printf '\r\e[K'
  local result=done
  ((step_status == 0)) || result=FAILED
  printf '  %-46s %-6s %s\n' "$title" "$result" "$(duration $((SECONDS - started)))" || true
}

show_progress() {
  local width=$(($(tput cols 2>/dev/null || echo 80) - 62))
  printf '\r\e[K  %-46s %s  %s' "$1" "$(duration "$3")" "$(last_line "$2" $((width > 0 ? width : 0)))" || true
}

# LOG WIDTH: the last line of LOG, cut to WIDTH.
last_line() {
  local line
  line=$(tail -c 2000 "$1" 2>/dev/null | tr -d '\r\033' | grep -v '^[[:space:]]*$' | tail -n 1) || true
  printf '%s' "${line:0:$2}"
}

# Ends the step that runs, if one does.
stop_step() {
  [[ -n $step_pid ]] || return 0
  kill -TERM -- "-$step_pid" 2>/dev/null || true
  wait "$step_pid" 2>/dev/null || true
  step_pid=
}

# LOG [PATTERN]: the lines of LOG that matter after a failure: those that match PATTERN, and the last ones.
show_log() {
  local log=$1 pattern=${2:-}
  {
    say ""
    if [[ -n $pattern ]]; then grep -E -- "$pattern" "$log" | head -n 60 | sed 's/^/    /' || true; fi
    tail -n 40 "$log" | sed 's/^/    /'
    say "    (all of it: ${log#"$PWD"/})"
  } >&2
}

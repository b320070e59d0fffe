# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Sourced by the scripts of the house: two languages, progress on standard error, and a log that is
# shown only when something fails. Standard output belongs to the program that runs last.

# choose_language ARGUMENT…: `--lang fr|en` if it is among them, else what the calling script chose,
# else the locale. As for `banc`, French comes first: only a locale that asks for English gets it.
choose_language() {
    local locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
    if [[ -z ${BANC_LANG:-} ]]; then
        BANC_LANG=fr
        [[ $locale != en* ]] || BANC_LANG=en
    fi
    while (($#)); do
        case $1 in
            --lang) BANC_LANG=${2:-$BANC_LANG} ;;
            --lang=*) BANC_LANG=${1#--lang=} ;;
        esac
        shift
    done
    export BANC_LANG
}

# tell FRENCH ENGLISH
tell() {
    if [[ $BANC_LANG == en ]]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# Copies lines to the log; shows the present one on a terminal, one in twenty seconds elsewhere.
show_progress() {
    local log=$1 label=$2 line began=$SECONDS next=$((SECONDS + 2))
    while IFS= read -r line; do
        printf '%s\n' "$line" >&3
        if [[ -t 2 ]]; then
            printf '\r\033[K%s %ss  %.60s' "$label" $((SECONDS - began)) "$line" >&2
        elif ((SECONDS >= next)); then
            printf '%s %ss  %.100s\n' "$label" $((SECONDS - began)) "$line" >&2
            next=$((SECONDS + 20))
        fi
    done 3>"$log"
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    ((SECONDS - began < 2)) || printf '%s %ss\n' "$label" $((SECONDS - began)) >&2
}

# quietly LOG LABEL COMMAND…: the command's own exit code; its output goes to the log.
quietly() {
    local log=$1 label=$2
    shift 2
    if ! { mkdir -p "${log%/*}" && : >"$log"; } 2>/dev/null; then
        tell "impossible d'écrire $log : vérifiez la place et les droits" \
             "cannot write $log: check free space and permissions"
        exit 3
    fi
    "$@" </dev/null 2>&1 | show_progress "$log" "$label"
    return "${PIPESTATUS[0]}"
}

# What matters of a log: from the first error on, else its end.
show_failure() {
    local log=$1 first
    first=$(grep -n -m1 -E '^FAILED:|CMake Error|^E: ' "$log" | cut -d: -f1) || true
    if [[ -n $first ]]; then sed -n "$first,$((first + 40))p" "$log" >&2; else tail -n 25 "$log" >&2; fi
    tell "journal complet : $log" "whole log: $log"
}

# Did the disk fill up? Programs do not always say so, nor can a full disk hold their log.
disk_full() {
    local free
    free=$(df -Pk "${1%/*}" | awk 'NR == 2 { print $4 }')
    ((free < 20480)) || grep -qiE "no space left on device|enough free space" "$1"
}

#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The agent of drivers/agent/PROTOCOL.md for Linux PCs with a busybox or a Debian userland. Looks,
# never writes; every outside command is bounded to three seconds.
# Tested with busybox 1.35 on Debian's kernel 6.1 (the virtual PC).
export PATH=/bin:/sbin:/usr/bin:/usr/sbin LC_ALL=C
tab=$(printf '\t')

# %, TAB, LF, CR and = as the protocol spells them. Spaces at the ends are not part of a value.
encode() {
    printf '%s' "$1" | tr '\n\r' '  ' |
        sed -e "s/%/%25/g; s/$tab/%09/g; s/=/%3D/g; s/^ *//; s/ *\$//"
}
# row KEY VALUE...
row() {
    text=
    while [ $# -gt 1 ]; do
        text="$text${text:+$tab}$1=$(encode "$2")"
        shift 2
    done
    printf 'row %s %s\n' "$nonce" "$text"
    rows=$((rows + 1))
}
refuse() { printf 'no %s %s\n' "$nonce" "$1"; }
# first FILE: its first line, or nothing.
first() { head -n 1 "$1" 2> /dev/null; }

is_interface() { case $1 in '' | .* | *[!A-Za-z0-9._-]*) return 1 ;; esac; [ ${#1} -le 15 ]; }
is_name() { case $1 in '' | [-.]* | *[!A-Za-z0-9.-]*) return 1 ;; esac; [ ${#1} -le 253 ]; }
is_address() {
    case $1 in '' | .* | *. | *..* | *[!0-9.]* | *.*.*.*.*) return 1 ;; *.*.*.*) ;; *) return 1 ;; esac
    for byte in $(printf '%s' "$1" | tr . ' '); do
        [ ${#byte} -le 3 ] && [ "$byte" -le 255 ] || return 1
    done
}
is_path() { case $1 in /*) [ ${#1} -le 1024 ] ;; *) return 1 ;; esac; }

# A SATA disk keeps its serial in page 80h of its vital product data, an NVMe disk in a file.
disk_serial() {
    [ -e "$1/serial" ] && first "$1/serial" && return
    [ -e "$1/vpd_pg80" ] && tail -c +5 "$1/vpd_pg80" | tr -d '\000'
}
ask_hello() {
    row up yes version 1 boot_id "$(first /proc/sys/kernel/random/boot_id)" \
        uptime_s "$(cut -d. -f1 /proc/uptime)"
}
ask_disks() {
    for disk in /sys/block/*; do
        [ -e "$disk/device" ] || continue
        row name "${disk##*/}" serial "$(disk_serial "$disk/device")" \
            model "$(first "$disk/device/model")" size_bytes $(($(first "$disk/size") * 512))
    done
}
ask_link() {
    is_interface "$1" || { refuse argument; return 1; }
    net=/sys/class/net/$1
    [ -d "$net" ] || return 0
    speed=$(first "$net/speed")
    row name "$1" carrier "$(first "$net/carrier" | grep . || echo 0)" \
        operstate "$(first "$net/operstate")" speed_mbps "${speed:-0}"
}
ask_addresses() {
    ip -o -4 address show | awk '{ print $2, $4 }' > "$answer"
    while read -r name address; do row name "$name" address "$address"; done < "$answer"
}
ask_resolvers() {
    sed -n 's/^[[:space:]]*nameserver[[:space:]][[:space:]]*\([^[:space:]]*\).*/\1/p' \
        /etc/resolv.conf > "$answer" 2> /dev/null
    while read -r server; do row server "$server"; done < "$answer"
}
# By the name servers alone: a line in /etc/hosts is not name resolution.
ask_resolve() {
    is_name "$1" || { refuse argument; return 1; }
    address=$(timeout 3 nslookup -type=a "$1" 2> /dev/null |
        awk '/^Name:/ { named = 1 } named && /^Address/ { print $NF; exit }')
    if [ -n "$address" ]; then row status ok address "$address"; else row status failed address ''; fi
}
ask_ping() {
    is_address "$1" || { refuse argument; return 1; }
    if timeout 3 ping -c 1 -W 2 "$1" > /dev/null 2>&1; then row status ok; else row status failed; fi
}
ask_hash() {
    is_path "$1" || { refuse argument; return 1; }
    sum=$(timeout 3 sha256sum "$1" 2> /dev/null)
    if [ -n "$sum" ]; then row status ok sha256 "${sum%% *}"; else row status missing sha256 ''; fi
}
ask_memory() { row total_kb "$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)"; }
ask_clock() { row epoch_s "$(date +%s)"; }
ask_usb() {
    for device in /sys/bus/usb/devices/*; do
        [ -e "$device/idVendor" ] || continue
        row vendor "$(first "$device/idVendor")" product "$(first "$device/idProduct")" \
            serial "$(first "$device/serial")" name "$(first "$device/product")"
    done
}

# answer_to VERB ARGUMENT: everything else in the line is refused, nothing is evaluated.
answer_to() {
    case $1 in
        hello | disks | addresses | resolvers | memory | clock | usb)
            [ -z "$2" ] || { refuse argument; return; } ;;
        link | resolve | ping | hash) ;;
        *) refuse verb; return ;;
    esac
    rows=0
    "ask_$1" "$2" && printf 'end %s %s\n' "$nonce" "$rows"
}

# A PC that starts still finds its disks and keys (on the virtual PC a USB stick came 0.2 s after the
# login prompt, 2 s on a busy machine): an answer before that would tell of a part that is gone.
devices() { echo /sys/block/* /sys/bus/usb/devices/* /sys/class/net/*; }
wait_for_devices() {
    same=0
    while [ "$same" -lt 4 ] && [ "$(cut -d. -f1 /proc/uptime)" -lt 60 ]; do
        before=$(devices)
        sleep 0.5
        if [ "$(devices)" = "$before" ]; then same=$((same + 1)); else same=0; fi
    done
}

stty raw -echo 2> /dev/null
wait_for_devices
answer=/tmp/banc-agent.$$
trap 'rm -f "$answer"' EXIT
echo 'banc-agent 1'
while IFS= read -r line; do
    line=${line%"$(printf '\r')"}
    [ ${#line} -le 4096 ] || continue
    case $line in 'ask '*) ;; *) continue ;; esac
    rest=${line#ask }
    nonce=${rest%% *}
    case $nonce in *[!0-9a-f]*) continue ;; esac
    [ ${#nonce} -eq 16 ] || continue
    rest=${rest#"$nonce"}
    rest=${rest# }
    verb=${rest%% *}
    argument=${rest#"$verb"}
    answer_to "$verb" "${argument# }"
done

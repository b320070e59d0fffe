#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# The agent of drivers/agent/PROTOCOL.md for Linux PCs with a busybox or a Debian userland. Looks,
# never writes: no temporary file, no redirection but to /dev/null, no argument is evaluated. Every
# outside command that may hang is bounded.
# allow: length, it is copied to a PC as one file
# Tested with busybox 1.35 on Debian's kernel 6.1 (the virtual PC) and with Debian 12's own tools.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin LC_ALL=C
exec 2> /dev/null  # what a program complains of is no answer, and would go down the line

alone='hello clock cpu memory system'
lists='disks volumes mounts nics addresses routes resolvers hosts usb devices services tasks'
lists="$lists accounts printers shares arrays sensors batteries"
named='link resolve ping page hash file sectors package events'

# Between the fields of a row, until numbered() spells them: no value can hold it.
us=$(printf '\037')
# row KEY VALUE...: one line of text in each value.
row() { IFS=$us; printf '%s\n' "$*"; unset IFS; }
# first FILE: its first line, or nothing. No process is started: lists read dozens of files.
first() { { IFS= read -r line || [ -n "$line" ]; } < "$1" && printf '%s' "$line"; }
# target LINK: the last part of where it leads.
target() { [ -e "$1" ] && basename "$(readlink -f "$1")"; }
have() { command -v "$1" > /dev/null; }
refuse() { printf 'no %s %s\n' "$nonce" "$1"; }
unavailable=3  # the status of a verb that this PC has nothing to answer with

is_number() { case $1 in '' | *[!0-9]* | 0?*) return 1 ;; esac; [ ${#1} -le 9 ] && [ "$1" -le "$2" ]; }
is_interface() { case $1 in '' | [-.]* | *[!A-Za-z0-9._-]*) return 1 ;; esac; [ ${#1} -le 15 ]; }
is_name() { case $1 in '' | [-.]* | *[!A-Za-z0-9.-]*) return 1 ;; esac; [ ${#1} -le 253 ]; }
is_package() { case $1 in '' | [-.+]* | *[!A-Za-z0-9.+-]*) return 1 ;; esac; [ ${#1} -le 128 ]; }
is_address() {
    case $1 in '' | .* | *. | *..* | *[!0-9.]* | *.*.*.*.*) return 1 ;; esac
    case $1 in *.*.*.*) ;; *) return 1 ;; esac
    for byte in $(printf '%s' "$1" | tr . ' '); do is_number "$byte" 255 || return 1; done
}
# ADDRESS or ADDRESS:PORT
is_server() {
    case $1 in *:*) is_number "${1#*:}" 65535 || return 1 ;; esac
    is_address "${1%%:*}"
}
# Not what the kernel makes up: to read some of those files is an act.
is_path() {
    case $1/ in /dev/* | /proc/* | /sys/* | */../* | */./* | //*) return 1 ;; esac
    case $1 in /*) ;; *) return 1 ;; esac
    [ ${#1} -le 400 ]
}
# NAME FIRST COUNT: a disk or a partition, sectors of 512 bytes, 8 MiB at most.
is_range() {
    case $1 in *[!A-Za-z0-9\ ]* | ' '* | *'  '*) return 1 ;; esac
    name=${1%% *} range=${1#* }
    is_interface "$name" && [ "$range" = "${range% *} ${range##* }" ] &&
        is_number "${range% *}" 999999999 && is_number "${range##* }" 16384
}
# The name of one row: the value of its first key, in any language (to the C locale no letter beyond
# ASCII is one that can be printed). It is compared and goes nowhere else.
is_row_name() { case $1 in -* | *[[:cntrl:]]*) return 1 ;; esac; [ ${#1} -le 255 ]; }
takes() {
    case $1 in
        link) is_interface "$2" ;;
        resolve) is_name "$2" ;;
        ping) is_address "$2" ;;
        page) is_server "$2" ;;
        hash | file) is_path "$2" ;;
        sectors) is_range "$2" ;;
        package) is_package "$2" ;;
        events) is_number "$2" 604800 ;;
        *) case " $alone " in *" $1 "*) [ -z "$2" ] ;; *) is_row_name "$2" ;; esac ;;
    esac
}

ask_hello() {
    row up yes version 2 boot_id "$(first /proc/sys/kernel/random/boot_id)" \
        uptime_s "$(cut -d. -f1 /proc/uptime)" verbs "$alone $lists $named"
}
ask_clock() {
    row epoch_s "$(date +%s)" zone "$(date +%Z)" \
        rtc_epoch_s "$(first /sys/class/rtc/rtc0/since_epoch)"
}
ask_cpu() {
    awk -F '[ \t]*: ' -v OFS="$us" '
        $1 == "processor" { threads++ }
        $1 == "model name" { model = $2 }
        $1 == "physical id" { chip = $2 }
        $1 == "core id" && !seen[chip, $2]++ { cores++ }
        END { print "model", model, "cores", cores ? cores : threads, "threads", threads }
    ' /proc/cpuinfo
}
# The total, then the modules: SMBIOS structures of type 17 (DMTF DSP0134, 7.18), texts behind each.
ask_memory() {
    row total_kb "$(awk '/^MemTotal:/ { print $2 }' /proc/meminfo)"
    od -A n -v -t u1 /sys/firmware/dmi/tables/DMI | awk -v OFS="$us" '
        function word(at) { return b[at] + 256 * b[at + 1] }
        function size_kb(at) {
            if (word(at + 12) == 32767) return (word(at + 28) + 65536 * word(at + 30)) * 1024
            return word(at + 12) >= 32768 ? word(at + 12) - 32768 : word(at + 12) * 1024
        }
        function letter(code) { return code > 31 && code < 127 ? sprintf("%c", code) : "?" }
        { for (i = 1; i <= NF; i++) b[n++] = $i }
        END {
            for (at = 0; at + 4 < n && b[at + 1] >= 4; at = end) {
                end = at + b[at + 1]
                for (count = 0; count < 32 && b[end] > 0; end++)
                    for (text[++count] = ""; b[end] > 0; end++)
                        text[count] = text[count] letter(b[end])
                end += count ? 1 : 2
                for (i = count + 1; i < 32; i++) text[i] = ""
                if (b[at] == 17 && word(at + 12) > 0)
                    print "slot", text[b[at + 16]], "size_kb", size_kb(at), \
                        "maker", text[b[at + 23]], "part", text[b[at + 26]], \
                        "serial", text[b[at + 24]], \
                        "speed_mts", word(at + 21) ? word(at + 21) : ""
            }
        }'
}
release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\).*/\1/p" /etc/os-release; }
ask_system() {
    firmware=bios secure=no
    [ ! -d /sys/firmware/efi ] || firmware=uefi
    for variable in /sys/firmware/efi/efivars/SecureBoot-*; do
        case $(od -A n -t u1 -j 4 -N 1 "$variable") in *1) secure=yes ;; esac
    done
    dmi=/sys/class/dmi/id
    row name "$(release NAME)" version "$(release VERSION_ID)" kernel "$(uname -sr)" \
        hostname "$(uname -n)" firmware "$firmware" secure_boot "$secure" \
        maker "$(first $dmi/sys_vendor)" model "$(first $dmi/product_name)" \
        serial "$(first $dmi/product_serial)"
}

# A SATA disk keeps its serial in page 80h of its vital product data, an NVMe disk in a file.
disk_serial() {
    [ -e "$1/serial" ] && first "$1/serial" && return
    [ -e "$1/vpd_pg80" ] && tail -c +5 "$1/vpd_pg80" | tr -cd ' -~'
}
transport() {
    case $(readlink -f "$1") in
        */usb*) echo usb ;; */nvme*) echo nvme ;; */ata*) echo sata ;;
        */mmc*) echo mmc ;; */virtio*) echo virtio ;; *) echo other ;;
    esac
}
bytes() { size=$(first "$1/size"); echo $((${size:-0} * 512)); }
ask_disks() {
    for disk in /sys/block/*; do
        [ ! -e "$disk/device" ] || row name "${disk##*/}" serial "$(disk_serial "$disk/device")" \
            model "$(first "$disk/device/model")" size_bytes "$(bytes "$disk")" \
            rotational "$(first "$disk/queue/rotational")" transport "$(transport "$disk")" \
            removable "$(first "$disk/removable")"
    done
}
# Partitions, and disks too: a filesystem may stand on a disk without any.
ask_volumes() {
    have blkid || return $unavailable
    for volume in /sys/class/block/*; do
        [ -e "$volume/device" ] || [ -e "$volume/partition" ] || continue
        row name "${volume##*/}" size_bytes "$(bytes "$volume")"
        timeout 1 blkid -p -o export "/dev/${volume##*/}"
    done | awk -F = -v OFS="$us" '
        BEGIN {
            key["PTTYPE"] = "table"
            key["TYPE"] = "fstype"
            key["LABEL"] = "label"
            key["UUID"] = "uuid"
        }
        function told() { if (line != "") print line }
        index($0, OFS) { told(); line = $0 }
        $1 in key {  # blkid writes a blank as a shell would: "\ "
            value = substr($0, length($1) + 2)
            gsub(/\\/, "", value)
            line = line OFS key[$1] OFS value
        }
        END { told() }'
}
ask_mounts() {
    while read -r device point fstype options _; do
        case $device in /* | *:*) ;; *) continue ;; esac
        point=$(printf '%b' "$point")  # the kernel writes a blank as \040
        space=$(timeout 1 df -kP "$point" | awk 'NR == 2 { print $2, $4 }')
        row point "$point" device "$device" fstype "$fstype" size_kb "${space% *}" \
            free_kb "${space#* }" options "$options"
    done < /proc/mounts
}

nic() {
    net=/sys/class/net/$1
    speed=$(first "$net/speed")
    row name "$1" carrier "$(first "$net/carrier" | grep . || echo 0)" \
        operstate "$(first "$net/operstate")" speed_mbps "${speed:-0}" \
        duplex "$(first "$net/duplex")" mac "$(first "$net/address")" \
        driver "$(target "$net/device/driver")" \
        rx_errors "$(first "$net/statistics/rx_errors")" \
        tx_errors "$(first "$net/statistics/tx_errors")"
}
ask_link() { [ ! -d "/sys/class/net/$1" ] || nic "$1"; }
ask_nics() {
    for card in /sys/class/net/*; do [ ! -e "$card/device" ] || nic "${card##*/}"; done
}
ask_addresses() {
    have ip && found=$(ip -o -4 address show) || return $unavailable
    printf '%s\n' "$found" | awk -v OFS="$us" '{ print "name", $2, "address", $4 }'
}
ask_routes() {
    have ip && found=$(ip -o -4 route show) || return $unavailable
    printf '%s\n' "$found" | awk -v OFS="$us" 'NF {
        split("", next_of)
        for (i = 2; i < NF; i++) next_of[$i] = $(i + 1)
        print "to", $1, "via", next_of["via"], "name", next_of["dev"] }'
}
ask_resolvers() { awk -v OFS="$us" '$1 == "nameserver" { print "server", $2 }' /etc/resolv.conf; }
# What the PC's own file says of names, before any name server is asked.
ask_hosts() {
    awk -v OFS="$us" '
        { sub(/#.*/, "") }
        { for (i = 2; i <= NF; i++) print "name", tolower($i), "address", $1 }' /etc/hosts
}
# By the name servers alone: a line in /etc/hosts is not name resolution.
ask_resolve() {
    have nslookup || return $unavailable
    address=$(timeout 3 nslookup -type=a "$1" |
        awk '/^Name:/ { named = 1 } named && /^Address/ { print $NF; exit }')
    if [ -n "$address" ]; then row status ok address "$address"; else row status failed; fi
}
ask_ping() {
    have ping || return $unavailable
    answered=failed
    timeout 3 ping -c 1 -W 2 "$1" > /dev/null && answered=ok
    row status $answered
}
# What a browser would be shown first, 64 KiB of it. In its home GNU's wget may leave a list of
# hosts; busybox's 1.35 ends in a segmentation fault when given a time (-T).
ask_page() {
    have wget || return $unavailable
    page=$(HOME=/proc timeout 3 wget -q -O - "http://$1/" | head -c 65536 |
        tr -cd '\n -~\200-\377')
    if [ -z "$page" ]; then row status failed; return; fi
    row status ok title "$(printf '%s' "$page" | tr '\n' ' ' | awk 'BEGIN { RS = "<" }
        tolower($0) ~ /^title/ { sub(/^[^\076]*\076/, ""); print; exit }')"
}

ask_usb() {
    for device in /sys/bus/usb/devices/*; do
        [ -e "$device/idVendor" ] || continue
        kinds=
        for part in "$device":*; do kinds="$kinds$(first "$part/bInterfaceClass") "; done
        row port "${device##*/}" vendor "$(first "$device/idVendor")" \
            product "$(first "$device/idProduct")" serial "$(first "$device/serial")" \
            name "$(first "$device/product")" classes "$kinds"
    done
}
ask_devices() {
    for device in /sys/bus/pci/devices/*; do
        [ ! -e "$device" ] || row address "${device##*/}" class "$(first "$device/class")" \
            vendor "$(first "$device/vendor")" device "$(first "$device/device")" \
            driver "$(target "$device/driver")"
    done
}
ask_arrays() {
    for array in /sys/block/md*/md; do
        [ ! -e "$array" ] || row name "$(basename "${array%/md}")" \
            level "$(first "$array/level")" disks "$(first "$array/raid_disks")" \
            state "$(first "$array/array_state")" degraded "$(first "$array/degraded")" \
            action "$(first "$array/sync_action")"
    done
}
# Fans turn so many times a minute; temperatures are in thousandths of a degree.
ask_sensors() {
    for input in /sys/class/hwmon/hwmon*/*_input; do
        value=$(first "$input") chip=$(first "${input%/*}/name") name=$(basename "${input%_input}")
        case $name:$value in
            *: | [!ft]*) ;;
            fan*) row name "$name" chip "$chip" rpm "$value" ;;
            temp*) row name "$name" chip "$chip" celsius $((value / 1000)) ;;
        esac
    done
}
ask_batteries() {
    for supply in /sys/class/power_supply/*; do
        [ ! -e "$supply" ] || row name "${supply##*/}" type "$(first "$supply/type")" \
            online "$(first "$supply/online")" status "$(first "$supply/status")" \
            percent "$(first "$supply/capacity")"
    done
}

# What stat says of PATH, or "missing". A dying disk is no proof that a file is gone.
stat_of() {
    said=$(timeout 1 stat "$@" 2>&1) && printf '%s\n' "$said" && return
    case $said in
        *'No such file'* | *'Not a directory'*) echo missing ;;
        *) return $unavailable ;;
    esac
}
# A link may lead to what the kernel makes up.
ask_hash() {
    kind=$(stat_of -L -c %F "$1") || return $unavailable
    case $kind in regular*) ;; *) row status missing; return ;; esac
    is_path "$(readlink -f "$1")" || return $unavailable
    sum=$(timeout 3 sha256sum "$1") || return $unavailable
    row status ok sha256 "${sum%% *}"
}
# writers MODE: whom the permissions let write.
writers() {
    who=
    [ $((0$1 & 0200)) -eq 0 ] || who=owner
    [ $((0$1 & 020)) -eq 0 ] || who=$who${who:+,}group
    [ $((0$1 & 02)) -eq 0 ] || who=$who${who:+,}others
    echo "${who:-none}"
}
ask_file() {
    facts=$(stat_of -c '%a %U %G %s %Y %F' "$1") || return $unavailable
    case $facts in
        missing) row status missing; return ;;
        *' empty file') facts="${facts% empty file} file" ;;
    esac
    # shellcheck disable=SC2086  # words; the last one is the kind, of one word or more
    set -- $facts
    row status ok mode "$1" owner "$2" group "$3" size_bytes "$4" mtime_s "$5" \
        writers "$(writers "$1")" kind "${facts#"$1 $2 $3 $4 $5 "}"
}
read_sectors() { timeout 3 dd if="/dev/$1" bs=512 skip="$2" count="$3"; }
# Whole or nothing: a sum of what could be read before a bad sector is no sum of the range.
ask_sectors() {
    # shellcheck disable=SC2086  # three words, checked
    set -- $1
    if [ ! -e "/sys/class/block/$1" ]; then row status missing; return; fi
    # A disk read before keeps its old sectors in memory while a file system on it writes new ones.
    have blockdev && timeout 3 blockdev --flushbufs "/dev/$1"
    [ "$(read_sectors "$@" | wc -c)" -eq $(($3 * 512)) ] || return $unavailable
    sum=$(read_sectors "$@" | sha256sum) blank=no
    [ "$(read_sectors "$@" | tr -d '\000' | head -c 1 | wc -c)" -ne 0 ] || blank=yes
    row status ok sha256 "${sum%% *}" blank "$blank"
}
ask_package() {
    have dpkg-query || return $unavailable
    found=$(dpkg-query -W -f "\${db:Status-Abbrev} \${Version}" "$1")
    case $found in
        ii*) row name "$1" installed yes version "${found##* }" ;;
        *) row name "$1" installed no ;;
    esac
}

# What init keeps alive by /etc/inittab, and what else init is the parent of.
services_of_init() {
    sed -n 's/^[^:#]*:[^:]*:respawn:[^ ]*\/\([^ ]*\).*/wanted \1/p' /etc/inittab
    for stat in /proc/[0-9]*/stat; do
        read -r line < "$stat" || continue  # it has just ended
        case ${line##*) } in ?' 1 '*) name=${line#*(} && echo "running ${name%)*}" ;; esac
    done
}
ask_services() {
    if [ -d /run/systemd/system ]; then
        only='--type=service --no-legend --no-pager'
        # shellcheck disable=SC2086  # words
        found=$(timeout 2 systemctl list-unit-files $only &&
            timeout 2 systemctl list-units --all --plain $only) || return $unavailable
    else
        [ -e /etc/inittab ] || return $unavailable
        found=$(services_of_init)
    fi
    printf '%s\n' "$found" | awk -v OFS="$us" '
        function known(name) { sub(/\.service$/, "", name); names[name] = 1; return name }
        $2 == "timeout" { next }  # one of ours: it lives on until its time is over
        $1 == "running" { state[known($2)] = "running"; next }
        $1 == "wanted" { start[known($2)] = "enabled"; next }
        NF > 3 && $2 == "loaded" { state[known($1)] = $4 == "dead" ? "stopped" : $4 }
        NF > 3 { next }
        # A second name, or a pattern of names, is no service.
        $2 != "alias" && $1 !~ /@\.service$/ { start[known($1)] = $2 }
        END { for (name in names) print "name", name, \
            "state", name in state ? state[name] : "stopped", "start", start[name] }' | sort
}
# What cron runs. A table of the system says in its sixth column as whom; any other is named after
# its user.
ask_tasks() {
    for table in /etc/crontabs/* /var/spool/cron/crontabs/* /etc/crontab /etc/cron.d/*; do
        [ -f "$table" ] || continue
        case $table in */crontabs/*) user=${table##*/} ;; *) user= ;; esac
        awk -v user="$user" -v OFS="$us" '
            function word() {
                match($0, /^[^ \t]+[ \t]*/)
                taken = substr($0, 1, RLENGTH)
                $0 = substr($0, RLENGTH + 1)
                sub(/[ \t]+$/, "", taken)
                return taken
            }
            { sub(/^[ \t]+/, "") }
            /^#/ || /^[A-Za-z_]+[ \t]*=/ { next }
            {
                when = word()
                if (when !~ /^@/) for (i = 2; i <= 5; i++) when = when " " word()
                as = user == "" ? word() : user
                sub(/[ \t]+$/, "")
                if ($0 != "") print "command", $0, "user", as, "when", when
            }' "$table"
    done
}
# Never a password, nor what people write of a person.
ask_accounts() {
    cat /etc/group /etc/shadow /etc/passwd | awk -F : -v OFS="$us" '
        BEGIN { lock["locked"] = "yes"; lock["none"] = lock["set"] = "no" }
        function kept(password) {
            return password == "" ? "none" : password ~ /^[!*]/ ? "locked" : "set"
        }
        NF == 4 {
            group[$3] = $1
            for (i = split($4, member, ","); i > 0; i--) more[member[i]] = more[member[i]] "," $1
        }
        NF == 9 { shadow = 1; password[$1] = kept($2) }
        NF == 7 && $2 != "x" { password[$1] = kept($2) }
        NF == 7 && shadow && !($1 in password) { password[$1] = "locked" }
        NF == 7 { print "login", $1, "uid", $3, "groups", group[$4] more[$1], "shell", $7, \
            "locked", lock[password[$1]], "password", password[$1] }'
}
# What the kernel said since it was up, as journalctl would export it.
events_of_kernel() {
    awk '$1 == "btime" { print "BOOT=" $2 }' /proc/stat
    read -r up _ < /proc/uptime
    dmesg -r | sed 's/^<\([0-9]*\)>\[ *\([0-9]*\)[^]]*\] /\1 \2 /' |
        awk -v since=$((${up%.*} - $1)) '/^[0-9]+ [0-9]+ / && $2 >= since' | tail -n 100 |
        awk '{ print "UP=" $2 "\nPRIORITY=" $1 % 8 "\nSYSLOG_IDENTIFIER=kernel"
            sub(/^[0-9]+ [0-9]+ /, ""); print "MESSAGE=" $0 "\n" }'
}
ask_events() {
    if [ -d /run/systemd/system ]; then
        found=$(timeout 3 journalctl -q -n 100 --since "-$1s" --no-pager -o export \
            --output-fields=PRIORITY,SYSLOG_IDENTIFIER,MESSAGE) || return $unavailable
    else
        found=$(events_of_kernel "$1")
    fi
    printf '%s\n\n' "$found" | awk -v OFS="$us" '
        BEGIN { split("emerg alert crit err warning notice info debug", level, " ") }
        { at = index($0, "="); key = substr($0, 1, at - 1); value = substr($0, at + 1) }
        key == "BOOT" { boot = value }
        key == "UP" { time = boot + value }
        key == "__REALTIME_TIMESTAMP" { time = substr(value, 1, length(value) - 6) }
        at > 1 { field[key] = value }
        $0 == "" && time {
            print "time_s", time, "unit", field["SYSLOG_IDENTIFIER"], \
                "level", level[field["PRIORITY"] + 1], "text", field["MESSAGE"]
            time = ""
            split("", field)
        }'
}
ask_printers() {
    timeout 2 lpstat -r | grep -q 'is running' || return $unavailable
    found=$(timeout 2 lpstat -p -v -o) || return $unavailable
    printf '%s\n' "$found" | awk -v OFS="$us" '
        $1 == "printer" { state[$2] = $3 == "disabled" ? "stopped" : "printing" }
        $1 == "printer" && $4 == "idle." { state[$2] = "idle" }
        $1 == "device" { uri[substr($3, 1, length($3) - 1)] = $4 }
        $1 ~ /-[0-9]+$/ && NF > 3 { name = $1; sub(/-[0-9]+$/, "", name); jobs[name]++ }
        END { for (name in uri) print "name", name, "state", state[name], "uri", uri[name], \
            "jobs", jobs[name] + 0 }' | sort
}
# What Samba shares by its configuration.
ask_shares() {
    [ ! -e /etc/samba/smb.conf ] ||
        sed 's/^[ \t]*//; s/[ \t]*=[ \t]*/=/' /etc/samba/smb.conf | awk -F = -v OFS="$us" '
            function told() { if (name != "" && path != "") print "name", name, "path", path, \
                "read_only", only, "guest", guest, "users", users }
            /^\[/ {
                told()
                name = substr($0, 2, length($0) - 2)
                path = users = ""
                only = "yes"
                guest = "no"
            }
            $1 == "path" { path = $2 }
            $1 == "read only" { only = $2 }
            $1 ~ /^writ(e|a|ea)ble$/ || $1 == "write ok" { only = $2 == "yes" ? "no" : "yes" }
            $1 == "guest ok" || $1 == "public" { guest = $2 }
            $1 == "valid users" { users = $2 }
            END { told() }'
}

# numbered NAME: rows as the protocol spells them, all or none (48 KiB take four seconds at 115200
# baud); only those whose first value is NAME if there is one.
numbered() {
    only=$1 awk -F "$us" -v nonce="$nonce" '
        function spelt(text) {
            text = substr(text, 1, 300)
            gsub(/^ +| +$/, "", text)
            gsub(/%/, "%25", text)
            gsub(/\t/, "%09", text)
            gsub(/\r/, "%0D", text)
            gsub(/=/, "%3D", text)
            return text
        }
        NF < 2 || (ENVIRON["only"] != "" && $2 != ENVIRON["only"]) { next }
        {
            line = "row " nonce
            for (i = 1; i < NF; i += 2)
                if ((text = spelt($(i + 1))) != "")
                    line = line (line ~ /=/ ? "\t" : " ") $i "=" text
            rows[++count] = line
            bytes += length(line)
        }
        END {
            if (bytes > 48000) { print "no " nonce " length"; exit }
            for (i = 1; i <= count; i++) print rows[i]
            print "end " nonce " " count + 0
        }'
}
# answer_to VERB ARGUMENT: everything else in the line is refused, nothing is evaluated.
answer_to() {
    case " $alone $lists $named " in *" $1 "*) ;; *) refuse verb; return ;; esac
    takes "$1" "$2" || { refuse argument; return; }
    found=$("ask_$1" "$2" < /dev/null)
    if [ $? -eq $unavailable ]; then refuse unavailable; return; fi
    case " $lists " in *" $1 "*) only=$2 ;; *) only= ;; esac
    printf '%s\n' "$found" | numbered "$only"
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

stty raw -echo
wait_for_devices
echo 'banc-agent 2'
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

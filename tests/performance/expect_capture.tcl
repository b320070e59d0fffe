#!/usr/bin/expect -f
# SPDX-License-Identifier: EUPL-1.2
# Consoles watched by expect, one `spawn -open` each. Prints when (the wall clock), where, which
# pattern, number. Ends when it is told to.
#     expect_capture.tcl PATTERNS TTY…
log_user 0
fconfigure stdout -buffering full
trap { flush stdout; exit } SIGTERM
set rules {}
for {set n 0} {$n < [lindex $argv 0]} {incr n} {
    set word [format "%cVT%03d" [expr {65 + $n % 26}] $n]
    lappend rules -i consoles -re "$word n=(\\d+);" "tell $n; exp_continue"
}
proc tell {n} {
    global expect_out names
    puts "[clock microseconds]000 $names($expect_out(spawn_id)) $n $expect_out(1,string)"
}
set consoles {}
foreach path [lrange $argv 1 end] {
    set tty [open $path r+]
    fconfigure $tty -translation binary -blocking 0
    spawn -noecho -open $tty
    lappend consoles $spawn_id
    set names($spawn_id) $path
}
set timeout -1
eval expect $rules

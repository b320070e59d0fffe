#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# First process of the guest: runs each line it hears on the second serial port, and answers
# "STATUS BYTES-OUT BYTES-ERR" on a line, then what was said on standard output and error.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run TMPDIR=/run
export LC_ALL=C.UTF-8
cd /run || exit
exec < /dev/ttyS1 > /dev/ttyS1
stty raw -echo
echo ready
while read -r line; do
    (eval "$line") > out 2> err < /dev/null
    echo "$? $(wc -c < out) $(wc -c < err)"
    cat out err
done

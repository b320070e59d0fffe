# SPDX-License-Identifier: EUPL-1.2
# shellcheck shell=bash
# Sourced by what builds a machine for QEMU: Debian's kernel and its modules, unpacked without being
# installed, and busybox. The sourcing script names $work, a folder of its own, and $module_folders.
cache=${BANC_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/banc}
language=${BANC_LANG:-${LANGUAGE:-${LANG:-}}}

# die FRENCH ENGLISH: the environment is at fault (exit 3), and what to do about it.
die() {
    case $language in fr*) echo "$1" >&2 ;; *) echo "$2" >&2 ;; esac
    exit 3
}

# Downloaded and kept, never installed. A newer one is fetched only into an empty cache.
kernel_package() {
    local found
    found=$(find "$cache" -maxdepth 1 -name 'linux-image-*.deb' | sort -V | tail -1)
    if [ -z "$found" ]; then
        local name
        name=$(apt-cache depends linux-image-amd64 2> /dev/null |
            sed -n 's/.*Depends: \(linux-image-[0-9][^ ]*\).*/\1/p' | head -1)
        [ -n "$name" ] || die \
            "noyau : paquet linux-image-amd64 inconnu d'apt (lancer apt-get update)" \
            "kernel: apt does not know linux-image-amd64 (run apt-get update)"
        mkdir "$work/fetch"
        (cd "$work/fetch" && apt-get -q download "$name" > "$work/apt.log" 2>&1) || die \
            "noyau : téléchargement de $name refusé : $(grep -m1 '^E:' "$work/apt.log" || true)
(vérifier le réseau et le miroir Debian, puis relancer bench/virtual/image/build)" \
            "kernel: download of $name refused: $(grep -m1 '^E:' "$work/apt.log" || true)
(check the network and the Debian mirror, then run bench/virtual/image/build again)"
        mv "$work/fetch/"linux-image-*.deb "$cache/"
        found=$(find "$cache" -maxdepth 1 -name 'linux-image-*.deb' | sort -V | tail -1)
    fi
    echo "$found"
}

unpack_kernel() {
    local folder wanted=('./boot/vmlinuz-*' './lib/modules/*/modules.*')
    for folder in $module_folders; do wanted+=("./lib/modules/*/kernel/$folder"); done
    mkdir "$work/kernel"
    dpkg-deb --fsys-tarfile "$1" | tar -x -C "$work/kernel" --wildcards "${wanted[@]}"
    version=$(ls "$work/kernel/lib/modules")
    modules=$work/kernel/lib/modules/$version
    busybox depmod -b "$work/kernel" "$version"
}

# copy_modules ROOT NAME...: with everything they need.
copy_modules() {
    local root=$1 name file
    shift
    for name in "$@"; do
        grep -E "/${name//[-_]/[-_]}\.ko:" "$modules/modules.dep" | tr -d : | tr ' ' '\n'
    done | sort -u | while read -r file; do
        install -D -m 644 "$modules/$file" "$root/lib/modules/$version/$file"
    done
    cp "$modules/modules.builtin" "$modules/modules.order" "$root/lib/modules/$version/"
    busybox depmod -b "$root" "$version"
}

# A tree with busybox under all its names.
busybox_tree() {
    local root=$1 name
    mkdir -p "$root"/{bin,dev,proc,sys,run,tmp,root,mnt,data}
    install -m 755 "$(command -v busybox)" "$root/bin/busybox"
    for name in $(busybox --list); do
        [ "$name" = busybox ] || ln -s busybox "$root/bin/$name"
    done
}

# pack_initrd ROOT: the tree as a cpio archive, the same one each time.
pack_initrd() {
    (cd "$1" && find . | sort | busybox cpio -o -H newc -R 0:0 --renumber-inodes 2> /dev/null)
}

# number FILE OFFSET: four bytes, little endian.
number() { od -A n -t u4 -j "$2" -N 4 "$1" | tr -d ' '; }
# kernel_setup BZIMAGE: how many bytes come before the kernel. Offsets: Documentation/x86/boot.rst.
kernel_setup() { echo $((($(od -A n -t u1 -j $((0x1f1)) -N 1 "$1") + 1) * 512)); }

# vmlinux_of BZIMAGE: the kernel in it, unpacked.
vmlinux_of() {
    local offset length
    offset=$(number "$1" $((0x248)))
    length=$(number "$1" $((0x24c)))
    head -c $(($(kernel_setup "$1") + offset + length)) "$1" | tail -c "$length" |
        xz -dc --single-stream   # four bytes follow the stream: its size unpacked
}

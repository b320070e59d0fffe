# SPDX-License-Identifier: EUPL-1.2
# Stands where a bzImage has its decompressor, in front of the same kernel unpacked: unpacking xz
# takes a third of the whole start under TCG. Enters at 0x100000 in 32-bit mode with the boot
# parameters in esi, leaves to the kernel in 64-bit mode with them in rsi (the kernel's
# Documentation/x86/boot.rst, "32-bit" and "64-bit boot protocol").
        .set kernel, 0x1000000          # where Debian's kernel is linked to run
        .set large_present, 0x83        # a 2 MiB page, writable
        .set table_present, 0x03
        .code32
        .globl _start
_start: cli
        mov     %esi, %ebp
        # Down from the top: the kernel overlaps its own destination.
        std
        mov     $image_end - 4, %esi
        mov     $kernel - 4, %edi
        add     $image_size, %edi
        mov     $image_size / 4, %ecx
        rep movsl
        cld
        # The first 4 GiB as they are, in 2 MiB pages.
        mov     $tables, %edi
        xor     %eax, %eax
        mov     $6 * 4096 / 4, %ecx
        rep stosl
        movl    $tables + 4096 + table_present, tables
        mov     $tables + 2 * 4096 + table_present, %eax
        mov     $tables + 4096, %edi
        mov     $4, %ecx
1:      mov     %eax, (%edi)
        add     $4096, %eax
        add     $8, %edi
        loop    1b
        mov     $large_present, %eax
        mov     $tables + 2 * 4096, %edi
        mov     $2048, %ecx
2:      mov     %eax, (%edi)
        add     $0x200000, %eax
        add     $8, %edi
        loop    2b
        # Long mode: PAE, the tables, EFER.LME, then paging.
        lgdt    gdt_pointer
        mov     %cr4, %eax
        or      $0x20, %eax
        mov     %eax, %cr4
        mov     $tables, %eax
        mov     %eax, %cr3
        mov     $0xc0000080, %ecx
        rdmsr
        or      $0x100, %eax
        wrmsr
        mov     %cr0, %eax
        or      $0x80000001, %eax
        mov     %eax, %cr0
        ljmp    $0x10, $long_mode
        .code64
long_mode:
        mov     $0x18, %eax
        mov     %eax, %ds
        mov     %eax, %es
        mov     %eax, %ss
        mov     %ebp, %esi
        mov     $kernel, %eax
        jmp     *%rax

        .balign 8
gdt:    .quad   0, 0, 0x00af9a000000ffff, 0x00cf92000000ffff
gdt_pointer:
        .word   . - gdt - 1
        .long   gdt
        .balign 4096
tables: .fill   6 * 4096, 1, 0
image:  .incbin "kernel.bin"
        .balign 16
image_end:
        .set image_size, image_end - image

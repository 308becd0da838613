// What Linux has and Swift cannot call.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#define _GNU_SOURCE
#include <linux/filter.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>

// Whether other processes of the same user may read this one's memory and environment, and whether the kernel writes
// its core. 0 on success.
static inline int clinux_set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0); }

// A file that is nowhere but in memory; -1 on failure.
static inline int clinux_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

// A sock_fprog that Swift may hand from thread to thread: its program lives for ever.
struct clinux_socket_filter {
  unsigned short length;
  uintptr_t program;
};

// For SO_ATTACH_FILTER on a listening TCP socket: it no longer hears of those who want to connect (SYN), and completes the connections
// that are being made. Who is not heard asks again after a second, and then finds another socket of the port, or none.
static inline struct clinux_socket_filter clinux_deaf_to_new_connections(void) {
  static const struct sock_filter program[] = {
    BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 13),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x02, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, 0),
    BPF_STMT(BPF_RET | BPF_K, 0xffffffff),
  };
  return (struct clinux_socket_filter){sizeof(program) / sizeof(*program), (uintptr_t)program};
}

#endif

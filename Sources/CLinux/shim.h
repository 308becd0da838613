// What Linux has and Swift cannot call.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/prctl.h>

// Whether other processes of the same user may read this one's memory and environment, and whether the kernel writes
// its core. 0 on success.
static inline int clinux_set_dumpable(int dumpable) { return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0); }

// A file that is nowhere but in memory; -1 on failure.
static inline int clinux_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

#endif

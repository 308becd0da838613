import CLinux
import Glibc

/// This process's memory, which holds connection strings, keys, and what passes through.
enum PrivateMemory {
  private static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP]

  /// No core is written when the process dies, and no other process of the same user can look inside. Each child does so anew.
  static func protect() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    if clinux_set_dumpable(0) != 0 { StandardError.write("school-support: memory could not be made private\n") }
    dieAtOnce()
  }

  /// Where Swift is installed, its handler of crashes starts a program that reads the memory of the crashed process; now that it
  /// cannot, it would wait for ever.
  private static func dieAtOnce() {
    for crash in crashes { signal(crash, SIG_DFL) }
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
  }
}

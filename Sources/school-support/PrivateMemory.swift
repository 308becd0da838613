import CLinux
import Glibc

/// This process's memory, which holds connection strings, keys, and what passes through.
enum PrivateMemory {
  /// No core is written when the process dies, and no other process of the same user can look inside. Children begin anew.
  static func protect() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    if clinux_set_dumpable(0) != 0 { StandardError.write("school-support: memory could not be made private\n") }
  }
}

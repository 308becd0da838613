import Glibc

/// What systemd is told of this process, as sd_notify(3) says. Without systemd nothing happens.
public struct ServiceManager: Sendable {
  private let path: String?
  /// How often systemd wants to hear that the process lives; nil if it does not.
  let watchdogInterval: Duration?

  /// - Parameter environment: `NOTIFY_SOCKET`, `WATCHDOG_USEC` and `WATCHDOG_PID` are read.
  public init(_ environment: [String: String]) {
    path = environment["NOTIFY_SOCKET"]
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdogInterval = isMeant ? environment["WATCHDOG_USEC"].flatMap(Int.init).map { .microseconds($0 / 2) } : nil
  }

  func isReady(_ status: String) { send("READY=1\nSTATUS=\(status)") }
  func isAlive() { send("WATCHDOG=1") }
  func isStopping() { send("STOPPING=1") }

  func isReloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    send("RELOADING=1\nMONOTONIC_USEC=\(time.tv_sec * 1_000_000 + time.tv_nsec / 1000)")
  }

  private func send(_ message: String) {
    guard let path, path.utf8.count < 108 else { return }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return }
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    // A name that begins with @ is in the abstract namespace.
    if path.hasPrefix("@") { address.sun_path.0 = 0 }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}

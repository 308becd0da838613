import CPQ
import Glibc

/// Ends a `poll` from another thread.
struct WakeUp: Sendable {
  let descriptor: Int32

  init() {
    descriptor = cpq_eventfd()
    precondition(descriptor >= 0, "no file descriptor is left for the database's thread")
  }

  func wake() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, 8)
  }

  /// To be called after waking, or the next `poll` ends at once.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }

  func close() { _ = Glibc.close(descriptor) }
}

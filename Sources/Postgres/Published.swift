import Synchronization

/// The figures that the database's thread tells to the others.
final class Published: Sendable {
  private let statistics = Mutex(Statistics())

  func get() -> Statistics { statistics.withLock { $0 } }
  func set(_ new: Statistics) { statistics.withLock { $0 = new } }
}

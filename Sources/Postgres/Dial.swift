import CPQ
import Synchronization

/// Connects in a thread of its own: libpq looks up names and tries one host after the other, which may take as long as a resolver
/// and dead hosts do, and nobody else shall wait for that.
final class Dial: Sendable {
  /// `@unchecked Sendable`: the connection is the thread's, then whoever's takes it.
  private struct State: @unchecked Sendable {
    var connection: OpaquePointer?
    var isDone = false
    var isAbandoned = false
  }

  private let state = Mutex(State())

  /// - Parameter wake: called when it is done, from another thread.
  init(_ conninfo: String, whenDone wake: @escaping @Sendable () -> Void) {
    _ = DatabaseThread { [self] in
      put(PQconnectdb(conninfo))
      wake()
    }
  }

  var isDone: Bool { state.withLock(\.isDone) }

  /// What has come of it, good or bad, to be closed by the caller. Nil when it is not done, or out of memory.
  func take() -> OpaquePointer? {
    state.withLock { state in
      defer { state.connection = nil }
      return state.connection
    }
  }

  /// Nobody will take it.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      PQfinish(state.connection)
      state.connection = nil
    }
  }

  private func put(_ connection: OpaquePointer?) {
    state.withLock { state in
      state.isDone = true
      guard !state.isAbandoned else { return PQfinish(connection) }
      state.connection = connection
    }
  }
}

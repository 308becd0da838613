import Glibc
import Synchronization

/// A thread of its own for blocking work.
final class DatabaseThread: Sendable {
  private struct State {
    var isDone = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Shared with the thread, which may outlive this object.
  private final class Completion: Sendable {
    let state = Mutex(State())

    func finish() {
      let waiters = state.withLock { state in
        state.isDone = true
        defer { state.waiters = [] }
        return state.waiters
      }
      for waiter in waiters { waiter.resume() }
    }
  }

  private let completion = Completion()

  init(_ body: @escaping @Sendable () -> Void) {
    let completion = completion
    let work = Work {
      body()
      completion.finish()
    }
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      {
        Unmanaged<Work>.fromOpaque($0!).takeRetainedValue().body()
        return nil
      },
      Unmanaged.passRetained(work).toOpaque())
    precondition(status == 0, "no thread could be started")
    pthread_detach(thread)
  }

  /// Returns when the body has.
  func join() async {
    await withCheckedContinuation { continuation in
      let isDone = completion.state.withLock { state in
        if !state.isDone { state.waiters.append(continuation) }
        return state.isDone
      }
      if isDone { continuation.resume() }
    }
  }
}

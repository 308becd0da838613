import Synchronization
import Threads

/// A thread that can be waited for.
final class DatabaseThread: Sendable {
  private struct State {
    var isDone = false
    var waiters: [CheckedContinuation<Void, Never>] = []
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
    BlockingThread.start {
      body()
      completion.finish()
    }
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

import Synchronization

/// Where callers leave their requests and the database's thread finds them, a batch at a time.
final class Mailbox: Sendable {
  struct Contents: Sendable {
    var requests: [PendingRequest] = []
    var cancelled: [Int] = []
    var isClosing = false
  }

  private struct State {
    var contents = Contents()
    /// Whether the thread will look here again before it sleeps, so that nobody needs to wake it.
    var isAwake = false
    var isClosed = false

    mutating func mustWake() -> Bool {
      defer { isAwake = true }
      return !isAwake
    }
  }

  let wakeUp = WakeUp()
  private let state = Mutex(State())

  deinit { wakeUp.close() }

  /// False if the database is closed, or closing: then the request is the caller's to answer.
  func post(_ request: PendingRequest) -> Bool {
    let (accepted, wake) = state.withLock { state -> (Bool, Bool) in
      guard !state.isClosed else { return (false, false) }
      state.contents.requests.append(request)
      return (true, state.mustWake())
    }
    if wake { wakeUp.wake() }
    return accepted
  }

  func cancel(_ id: Int) {
    let wake = state.withLock { state in
      state.contents.cancelled.append(id)
      return state.mustWake()
    }
    if wake { wakeUp.wake() }
  }

  /// From now on nothing more is taken. Always wakes: a thread that has looked already may rest, since `mayRest` knows of requests only.
  func close() {
    state.withLock { state in
      state.isClosed = true
      state.contents.isClosing = true
    }
    wakeUp.wake()
  }

  /// All that has come in since the last time.
  func take() -> Contents {
    state.withLock { state in
      state.isAwake = true
      defer {
        state.contents.requests = []
        state.contents.cancelled = []
      }
      return state.contents
    }
  }

  /// Whether the thread may sleep now: nothing has come in since it looked.
  func mayRest() -> Bool {
    state.withLock { state in
      guard state.contents.requests.isEmpty && state.contents.cancelled.isEmpty else { return false }
      state.isAwake = false
      return true
    }
  }
}

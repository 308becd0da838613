import Synchronization

/// Carries the id of the signed-in user from the database's answer to the log line, which is written further out.
final class UserBox: Sendable {
  private let value = Atomic<Int>(0)

  /// Nil until the session was found.
  var userID: Int? {
    let id = value.load(ordering: .relaxed)
    return id == 0 ? nil : id
  }

  func note(_ userID: Int?) { value.store(userID ?? 0, ordering: .relaxed) }
}

/// A request on its way: from the caller's task through the mailbox to a connection and back.
///
/// `@unchecked Sendable`: until it is in the mailbox it belongs to the caller, from then on to the database's thread.
final class PendingRequest: @unchecked Sendable {
  typealias Outcome = Result<[Rows], PostgresError>

  /// Unique in the process, for cancelling.
  let id: Int
  let steps: [Step]
  let lane: Lane
  let postedAt: Instant
  /// How many nanoseconds those in front of it may be expected to take.
  let longestQueue: Int64
  /// Until when it may wait for a connection.
  let waitsUntil: Instant
  /// Whether it has had its second chance already, after what was surely without effect.
  var isRetried = false
  private let continuation: UnsafeContinuation<Outcome, Never>

  init(
    id: Int, steps: [Step], lane: Lane, postedAt: Instant, longestQueue: Int64, waitsUntil: Instant,
    continuation: UnsafeContinuation<Outcome, Never>
  ) {
    self.id = id
    self.steps = steps
    self.lane = lane
    self.postedAt = postedAt
    self.longestQueue = longestQueue
    self.waitsUntil = waitsUntil
    self.continuation = continuation
  }

  /// Answers the caller. To be called once.
  func finish(_ outcome: Outcome) { continuation.resume(returning: outcome) }
}

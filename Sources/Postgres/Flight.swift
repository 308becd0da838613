/// A request that was sent on a connection, and what of its answer has come so far. Knows no connection.
struct Flight {
  let request: PendingRequest
  /// The statements that this request prepares, ahead of its steps.
  let preparing: [Statement]
  /// Of the connection's prepared statements when this was sent.
  let generation: Int
  let sentAt: Instant
  /// When the connection counts as stuck.
  let deadline: Instant
  /// Those of them that the server does not have, because it failed there.
  private(set) var notPrepared: ArraySlice<Statement> = []
  private var answered = 0
  private var rows: [Rows] = []
  private(set) var error: PostgresError?

  init(_ request: PendingRequest, preparing: [Statement], generation: Int, sentAt: Instant, deadline: Instant) {
    self.request = request
    self.preparing = preparing
    self.generation = generation
    self.sentAt = sentAt
    self.deadline = deadline
    rows.reserveCapacity(request.steps.count)
  }

  /// Which statement the next answer is to; nil at the end of the transaction.
  var current: Statement? {
    if answered < preparing.count { return preparing[answered] }
    let step = answered - preparing.count
    return step < request.steps.count ? request.steps[step].statement : nil
  }

  mutating func received(_ result: Rows) {
    if answered >= preparing.count { rows.append(result) }
    answered += 1
  }

  /// Only the first error counts; what stands behind it in the transaction is skipped by the server.
  mutating func failed(_ error: PostgresError) {
    if self.error == nil {
      self.error = error
      notPrepared = preparing.dropFirst(answered)
    }
    answered += 1
  }

  mutating func skipped() { answered += 1 }

  /// What the caller is told after Sync.
  var outcome: PendingRequest.Outcome {
    if let error { return .failure(error) }
    guard rows.count == request.steps.count else {
      return .failure(.protocolViolation("\(rows.count) answers to \(request.steps.count) statements"))
    }
    return .success(rows)
  }

  /// Whether it failed only because the connection's prepared statements are out of date, so that nothing has happened.
  var isStale: Bool {
    guard case .server(let error) = error else { return false }
    return error.isStalePreparation && !request.isRetried
  }
}

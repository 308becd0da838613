/// How far a stream has come: everything that its last look saw was told. Transactions end in another order than their events
/// were numbered, so a number alone would not say it.
///
/// Its description, which clients send back as `Last-Event-ID`, is `EVENT/SNAPSHOT`.
struct ChangePosition: Equatable, Sendable, CustomStringConvertible {
  /// What the snapshot did not see has a higher number.
  let event: Int
  /// As PostgreSQL writes it: `OLDEST:NEXT:RUNNING,...`. Nil: of the events after `event` nothing is known.
  let snapshot: String?

  var description: String { snapshot.map { "\(event)/\($0)" } ?? String(event) }

  init(event: Int, snapshot: String?) {
    self.event = event
    self.snapshot = snapshot
  }

  /// Nil for what was never told to anybody.
  init?(_ text: String) {
    guard text.utf8.count <= 1000 else { return nil }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let event = Int(parts[0]), event >= 0 else { return nil }
    guard parts.count == 1 || Self.isSnapshot(parts[1]) else { return nil }
    self.init(event: event, snapshot: parts.count == 1 ? nil : String(parts[1]))
  }

  private static func isSnapshot(_ text: Substring) -> Bool {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count == 3, let oldest = Int(fields[0]), let next = Int(fields[1]), 0 < oldest, oldest <= next
    else { return false }
    let running = fields[2].split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    return fields[2].isEmpty || (running.allSatisfy { $0 >= oldest && $0 < next } && running == running.sorted())
  }
}

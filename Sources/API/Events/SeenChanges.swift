/// Which changes a stream has told. Transactions end in another order than their events were numbered, so it asks again for
/// the last few numbers, and tells each change once.
struct SeenChanges {
  /// How far a transaction may be behind others that began later.
  static let overlap = 200

  struct Change: Hashable, Decodable {
    let event: Int
    let kind: String
    let id: Int
    let version: Int
    /// Where it is, of what has no id that pages know: class, date and period of a register.
    let place: String?
  }

  private(set) var newest: Int
  private var told: Set<Change> = []

  /// - Parameter newest: the last event that the client knows.
  init(newest: Int) { self.newest = newest }

  /// After which event to ask.
  var after: Int { max(0, newest - Self.overlap) }

  /// Those that were not told yet.
  mutating func take(_ changes: [Change], newest: Int) -> [Change] {
    let new = changes.filter { told.insert($0).inserted }
    self.newest = max(newest, self.newest)
    told = told.filter { $0.event > after }
    return new
  }
}

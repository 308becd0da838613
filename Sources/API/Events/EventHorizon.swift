/// Up to which number all events are there to be seen, or never will be. Knows no clock and no database: whoever looks tells it
/// what they saw.
struct EventHorizon {
  /// Nil as long as a transaction runs that was there before the first look.
  private(set) var settled: Int?
  private var newest: Int?
  /// Numbers that were drawn by transactions before this one, the oldest first.
  private var waiting: [(event: Int, next: Int)] = []

  /// - Parameters:
  ///   - newest: the last number that was drawn.
  ///   - oldest: the first transaction that still writes.
  ///   - next: the first transaction that has not begun.
  mutating func look(newest: Int, oldest: Int, next: Int) {
    // A restored database, or another one after a fail-over.
    if let former = self.newest, newest < former { self = EventHorizon() }
    // Who drew a number had begun before: by now, if not earlier.
    if let former = self.newest, former != waiting.last?.event ?? settled { waiting.append((former, next)) }
    self.newest = newest
    while let first = waiting.first, first.next <= oldest {
      settled = first.event
      waiting.removeFirst()
    }
  }
}

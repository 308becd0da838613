/// When to start a dead child again, and when to give up. Knows no clock and no process: the supervisor performs what it
/// returns.
struct Respawn {
  enum Decision: Equatable {
    case restart(after: Duration)
    case giveUp
  }

  /// So many deaths in a row by a child that never lived long mean that it cannot start at all.
  static let attempts = 5
  /// `EX_CONFIG`: the child says that its settings are wrong, which no restart mends.
  static let wrongConfiguration: Int32 = 78

  private var failures = 0
  private var hasLived = false

  mutating func exited(status: Int32, after lifetime: Duration) -> Decision {
    hasLived = hasLived || lifetime > .seconds(5)
    failures = lifetime > .seconds(60) ? 0 : failures + 1
    if !hasLived && (status == Self.wrongConfiguration || failures >= Self.attempts) { return .giveUp }
    return .restart(after: min(.milliseconds(100 << max(0, min(failures - 1, 9))), .seconds(30)))
  }
}

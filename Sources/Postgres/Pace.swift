/// How fast the connections of a lane answer, and what follows from it. Knows no clock.
struct Pace: Sendable {
  /// Nanoseconds that a connection needs for a request, the last ones counting most; a guess to begin with.
  private var service: Int64 = 1_000_000

  /// No single answer moves the measure by more than a sixteenth: where the disk has not answered for a second, all connections
  /// have been slow once, and what waits behind them will not be.
  mutating func answered(after nanoseconds: Int64) {
    service += (min(nanoseconds, 2 * service) - service) / 16
  }

  /// How many requests to have in flight on a connection, so that the last of them is answered within `limit` nanoseconds.
  func depth(upTo most: Int, within limit: Int64) -> Int {
    max(1, min(most, Int(limit / max(1, service))))
  }

  /// Nanoseconds until a newcomer is sent, of whose predecessors `requests` are in flight or wait.
  func wait(behind requests: Int, on connections: Int, depth: Int) -> Int64 {
    let ahead = requests - connections * depth
    guard connections > 0, ahead >= 0 else { return 0 }
    return service * Int64(ahead + 1) / Int64(connections)
  }
}

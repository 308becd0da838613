import Glibc

/// How fast the connections of a lane answer, and what follows from it. Knows no clock.
///
/// Requests are weighed by the time that they kept a connection busy, so that what holds all connections up once, such as a disk that does
/// not answer for a moment, hardly counts against the many that are answered in no time before and after.
struct Pace: Sendable {
  /// Nanoseconds of work after which the former work counts a third: a second of all connections.
  private let memory: Double
  private var busy: Double
  private var answers: Double

  /// Begins as if each request had taken 1 ms: the first ones on new connections take longer than those that follow.
  init(connections: Int) {
    memory = Double(max(1, connections)) * 1e9
    (busy, answers) = (memory, memory / 1e6)
  }

  /// - Parameter nanoseconds: since the connection's last answer, or since it had something to do.
  mutating func answered(after nanoseconds: Int64) {
    let kept = exp(-Double(nanoseconds) / memory)
    busy = busy * kept + Double(nanoseconds)
    answers = answers * kept + 1
  }

  /// Nanoseconds that a connection needs for a request.
  private var service: Double { busy / answers }

  /// How many requests to have in flight on a connection, so that the last of them is answered within `limit` nanoseconds.
  func depth(upTo most: Int, within limit: Int64) -> Int {
    max(1, Int(min(Double(most), Double(limit) / max(1, service))))
  }

  /// Nanoseconds until a newcomer is sent, of whose predecessors `requests` are in flight or wait.
  func wait(behind requests: Int, on connections: Int, depth: Int) -> Int64 {
    let ahead = requests - connections * depth
    guard connections > 0, ahead >= 0 else { return 0 }
    return Int64(service * Double(ahead + 1) / Double(connections))
  }
}

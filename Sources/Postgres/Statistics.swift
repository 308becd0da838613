/// How long requests have waited for a connection since the process started.
public struct Waits: Sendable, Equatable {
  /// Upper bounds of the buckets in seconds; a last bucket has none.
  public static let bounds = [0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2]

  public private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
  /// Of all waits, in seconds.
  public private(set) var sum = 0.0

  mutating func add(_ nanoseconds: Int64) {
    let seconds = Double(max(0, nanoseconds)) / 1e9
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }
}

/// What one lane is doing, and has done since the process started.
public struct LaneStatistics: Sendable, Equatable {
  /// Connections that the lane should have.
  public internal(set) var connections = 0
  /// Connections that are open.
  public internal(set) var connectionsUp = 0
  /// Requests sent and not answered.
  public internal(set) var inFlight = 0
  /// Requests waiting for a connection.
  public internal(set) var waiting = 0
  /// Requests answered since the start, well or with an error of the server.
  public internal(set) var answered = 0
  /// Requests refused as `.busy` or `.unreachable` since the start.
  public internal(set) var refused = 0
  /// Open connections lost since the start.
  public internal(set) var lost = 0
  /// Connections opened again since the start.
  public internal(set) var reconnects = 0
  public internal(set) var waits = Waits()
}

/// What the connections of this process are doing, at most one turn of the database's thread old.
public struct Statistics: Sendable, Equatable {
  public internal(set) var read = LaneStatistics()
  public internal(set) var write = LaneStatistics()
  public internal(set) var report = LaneStatistics()
  /// Why the last attempt to connect failed; nil once a later one succeeded. Holds no password.
  public internal(set) var failure: String?

  public internal(set) subscript(lane: Lane) -> LaneStatistics {
    get {
      switch lane {
      case .read: read
      case .write: write
      case .report: report
      }
    }
    set {
      switch lane {
      case .read: read = newValue
      case .write: write = newValue
      case .report: report = newValue
      }
    }
  }

  /// Requests sent and not answered, of all lanes.
  public var inFlight: Int { read.inFlight + write.inFlight + report.inFlight }
  /// Requests waiting for a connection, of all lanes.
  public var waiting: Int { read.waiting + write.waiting + report.waiting }
  /// Open connections of all lanes.
  public var connectionsUp: Int { read.connectionsUp + write.connectionsUp + report.connectionsUp }
  /// Connections opened again since the start, of all lanes.
  public var reconnects: Int { read.reconnects + write.reconnects + report.reconnects }

  /// Whether all connections are open.
  var isComplete: Bool { Lane.allCases.allSatisfy { self[$0].connectionsUp == self[$0].connections } }

  /// Whether each lane has an open connection.
  var isReady: Bool {
    Lane.allCases.allSatisfy { self[$0].connections == 0 || self[$0].connectionsUp > 0 } && connectionsUp > 0
  }
}

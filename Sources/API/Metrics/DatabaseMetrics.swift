import Figures
import Postgres

/// The figures of a worker's connections.
enum DatabaseMetrics {
  private static let waits = Metric.histogram(
    "school_support_database_wait_seconds", "How long requests waited for a connection.", labels: ["lane"],
    bounds: Waits.bounds)
  private static let inFlight = Metric.gauge(
    "school_support_database_in_flight", "Requests sent and not answered.", labels: ["lane"])
  private static let waiting = Metric.gauge(
    "school_support_database_waiting", "Requests that wait for a connection.", labels: ["lane"])
  private static let connections = Metric.gauge(
    "school_support_database_connections", "Connections: wanted, and open.", labels: ["lane", "state"])
  private static let refused = Metric.counter(
    "school_support_database_refused_total", "Requests refused because no connection was free.", labels: ["lane"])
  private static let reconnects = Metric.counter(
    "school_support_database_reconnects_total", "Connections opened again after they were lost.", labels: ["lane"])

  static func describe(_ statistics: Statistics, in snapshot: inout Snapshot) {
    for lane in Lane.allCases { describe(statistics[lane], as: lane.rawValue, in: &snapshot) }
  }

  static func describe(_ figures: LaneStatistics, as name: String, in snapshot: inout Snapshot) {
    snapshot.set(waits, [name], counts: figures.waits.counts, sum: figures.waits.sum)
    snapshot.set(inFlight, [name], Double(figures.inFlight))
    snapshot.set(waiting, [name], Double(figures.waiting))
    snapshot.set(connections, [name, "wanted"], Double(figures.connections))
    snapshot.set(connections, [name, "open"], Double(figures.connectionsUp))
    snapshot.set(refused, [name], Double(figures.refused))
    snapshot.set(reconnects, [name], Double(figures.reconnects))
  }
}

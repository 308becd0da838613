import Figures

extension Roster {
  private static let childCount = Metric.gauge(
    "school_support_children", "Children of the supervisor: wanted, and up and working.", labels: ["child", "state"])
  private static let restartCount = Metric.counter(
    "school_support_child_restarts_total", "Children started again because the one before them died.", labels: ["child"]
  )
  private static let readiness = Metric.gauge(
    "school_support_ready", "1 if every child is up and working, else 0.")
  private static let unfinished = Metric.gauge(
    "school_support_roll_unfinished", "1 from a reload until it has replaced every child; stays 1 if one cannot start.")

  func describe(in snapshot: inout Snapshot) {
    let working = working
    for (kind, count) in wanted {
      snapshot.set(Self.childCount, [kind, "wanted"], Double(count))
      snapshot.set(Self.childCount, [kind, "up"], Double(working[kind] ?? 0))
      snapshot.set(Self.restartCount, [kind], Double(restarts[kind] ?? 0))
    }
    snapshot.set(Self.readiness, [], allWork ? 1 : 0)
    snapshot.set(Self.unfinished, [], isRollUnfinished ? 1 : 0)
  }
}

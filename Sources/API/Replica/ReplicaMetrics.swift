import Figures

/// What becomes of reads that a standby may answer.
struct ReplicaMetrics: Sendable {
  private static let reads = Metric.counter(
    "school_support_replica_reads_total",
    "Reads that the standby answered, or the primary because the standby is unused, behind, differs on who is calling, or failed.",
    labels: ["outcome"])
  private static let used = Metric.gauge("school_support_replica_used", "Workers whose reads go to the standby.")

  enum Outcome: String {
    case answered, unused, behind, differs, failed
  }

  let registry: Registry

  func count(_ outcome: Outcome) { registry.add(Self.reads, [outcome.rawValue]) }

  func note(isUsed: Bool) { registry.set(Self.used, [], isUsed ? 1 : 0) }
}

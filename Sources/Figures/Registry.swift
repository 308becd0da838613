import Synchronization

/// The figures of this process.
public final class Registry: Sendable {
  private let current = Mutex(Snapshot())

  public init() {}

  /// Adds to a counter or gauge.
  public func add(_ metric: Metric, _ labels: [String] = [], _ value: Double = 1) {
    current.withLock { $0.add(metric, labels, value) }
  }

  /// Counts one value in a histogram.
  public func observe(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
    current.withLock { $0.observe(metric, labels, value) }
  }

  /// Sets a gauge.
  public func set(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
    current.withLock { $0.set(metric, labels, value) }
  }

  public var snapshot: Snapshot { current.withLock { $0 } }
}

/// The figures of a process at one moment. Those of several processes can be added up.
public struct Snapshot: Sendable, Codable {
  /// One line of a counter or gauge, or all lines of one histogram.
  struct Series: Sendable, Codable {
    /// Of a histogram: the sum of all values.
    var value = 0.0
    /// Of a histogram: how many values fell into each bucket, the one without a bound last.
    var counts: [Int] = []
  }

  struct Family: Sendable, Codable {
    let metric: Metric
    /// By the values of the labels.
    var series: [[String]: Series] = [:]
  }

  private(set) var families: [String: Family] = [:]

  public init() {}

  /// Adds to a counter or gauge.
  public mutating func add(_ metric: Metric, _ labels: [String] = [], _ value: Double = 1) {
    families[metric.name, default: Family(metric: metric)].series[labels, default: Series()].value += value
  }

  /// Sets a gauge, or a counter that is counted elsewhere.
  public mutating func set(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
    families[metric.name, default: Family(metric: metric)].series[labels, default: Series()].value = value
  }

  /// Counts one value in a histogram.
  public mutating func observe(_ metric: Metric, _ labels: [String] = [], _ value: Double) {
    let bucket = metric.bounds.firstIndex { value <= $0 } ?? metric.bounds.count
    let empty = Series(counts: Array(repeating: 0, count: metric.bounds.count + 1))
    families[metric.name, default: Family(metric: metric)].series[labels, default: empty].add(value, bucket)
  }

  /// Sets a histogram that is kept elsewhere: how many values fell into each bucket, and their sum.
  public mutating func set(_ metric: Metric, _ labels: [String] = [], counts: [Int], sum: Double) {
    families[metric.name, default: Family(metric: metric)].series[labels] = Series(value: sum, counts: counts)
  }

  /// Adds the figures of another process.
  public mutating func add(_ other: Snapshot) {
    for (name, family) in other.families {
      families[name, default: Family(metric: family.metric)].series.merge(family.series) { $0 + $1 }
    }
  }

  /// What remains of a process that has ended: what it has counted, not what it was doing.
  public var counted: Snapshot {
    var counted = self
    counted.families = families.filter { $0.value.metric.kind != .gauge }
    return counted
  }
}

extension Snapshot.Series {
  fileprivate mutating func add(_ value: Double, _ bucket: Int) {
    self.value += value
    counts[bucket] += 1
  }

  fileprivate static func + (left: Self, right: Self) -> Self {
    let counts = left.counts.isEmpty ? right.counts : zip(left.counts, right.counts).map(+)
    return Self(value: left.value + right.value, counts: counts)
  }
}

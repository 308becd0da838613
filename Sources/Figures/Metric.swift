/// A kind of figure that a process keeps, in the words of Prometheus.
public struct Metric: Sendable, Codable {
  public enum Kind: String, Sendable, Codable {
    /// Only grows, and begins at 0 with each process.
    case counter
    /// Goes up and down.
    case gauge
    /// Counts values by size.
    case histogram
  }

  /// With its unit at the end, such as `_seconds`.
  public let name: String
  public let help: String
  public let kind: Kind
  /// The names of the labels whose values tell its series apart.
  public let labels: [String]
  /// The upper bounds of a histogram's buckets, ascending; the last bucket, without a bound, is not among them.
  public let bounds: [Double]

  private init(_ name: String, _ help: String, _ kind: Kind, _ labels: [String], _ bounds: [Double] = []) {
    self.name = name
    self.help = help
    self.kind = kind
    self.labels = labels
    self.bounds = bounds
  }

  public static func counter(_ name: String, _ help: String, labels: [String] = []) -> Metric {
    Metric(name, help, .counter, labels)
  }

  public static func gauge(_ name: String, _ help: String, labels: [String] = []) -> Metric {
    Metric(name, help, .gauge, labels)
  }

  public static func histogram(_ name: String, _ help: String, labels: [String] = [], bounds: [Double]) -> Metric {
    Metric(name, help, .histogram, labels, bounds)
  }
}

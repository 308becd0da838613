import Figures
import FoundationEssentials

/// What a child tells its supervisor about once a second. A child that is silent counts as stuck.
public struct Report: Sendable, Codable {
  /// Nil if the child does its work; otherwise the reason why it cannot, in one sentence.
  public var problem: String?
  public var metrics: Snapshot

  public init(problem: String?, metrics: Snapshot) {
    self.problem = problem
    self.metrics = metrics
  }

  init?(bytes: some Sequence<UInt8>) {
    guard let report = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = report
  }

  var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map(Array.init) ?? [] }
}

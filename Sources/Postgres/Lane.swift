/// Which connections a request takes, so that slow work never stands in front of quick work.
public enum Lane: String, Sendable, CaseIterable {
  /// Read-only and quick. Many requests are in flight on a connection.
  case read
  /// Waits for the disk, so each request has a connection of its own and commits are grouped.
  case write
  /// Slow reads: exports, statistics.
  case report

  var index: Int {
    switch self {
    case .read: 0
    case .write: 1
    case .report: 2
    }
  }
}

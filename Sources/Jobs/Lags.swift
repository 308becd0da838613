import Figures
import Glibc
import Logging
import Postgres
import SQL
import ServiceLifecycle
import Synchronization

/// How far behind the work is that nobody waits for: looked up every 5 s.
public final class Lags: Service {
  private static let evaluation = Metric.gauge(
    "school_support_oldest_unevaluated_seconds", "For how long the oldest changed student has waited to be evaluated.")
  private static let cleanup = Metric.gauge(
    "school_support_last_cleanup_timestamp_seconds", "When clean-up last ran, in Unix time; 0 if never.")
  private static let backup = Metric.gauge(
    "school_support_last_backup_timestamp_seconds", "When a backup last succeeded, in Unix time; 0 if none is known.")
  private static let events = Metric.counter(
    "school_support_audit_events_total", "Events that the audit trail was given while this was watched.")

  private static let triggers = Metric.gauge(
    "school_support_disabled_triggers", "Triggers that do not fire in every session: what changes may be on no record.")

  private let connection: StandingConnection
  private let backupStatus: String?
  private let state = Mutex<(problem: String?, snapshot: Snapshot)>(("The process has just started", Snapshot()))
  private let firstEvent = Mutex<Double?>(nil)

  /// - Parameters:
  ///   - conninfo: of a role that may become `school_support_jobs`.
  ///   - backupStatus: a file with the Unix time of the last good backup.
  public init(_ conninfo: String, backupStatus: String?, logger: Logger) {
    connection = StandingConnection(conninfo: conninfo, work: "lags", channel: nil, logger: logger)
    self.backupStatus = backupStatus
  }

  /// Why the work does not go on; nil if it does.
  public var problem: String? { state.withLock { $0.problem } }

  /// Of this process.
  public var metrics: Snapshot {
    var snapshot = state.withLock { $0.snapshot }
    ProcessMetrics.describe("jobs", in: &snapshot)
    return snapshot
  }

  /// Until shutdown. A lost connection is opened again.
  public func run() async throws {
    await connection.run { session in
      do {
        while !Task.isCancelled {
          let rows = try await session.query(.readLags)
          self.state.withLock { $0 = (nil, self.snapshot(rows)) }
          try? await Task.sleep(for: .seconds(5))
        }
      } catch {
        self.state.withLock { $0.problem = "The jobs process cannot reach the database" }
        throw error
      }
    }
  }

  private func snapshot(_ rows: Rows) -> Snapshot {
    var snapshot = Snapshot()
    let figures = (0..<4).map { rows.string(0, $0).flatMap(Double.init) ?? 0 }
    snapshot.set(Self.evaluation, [], figures[0])
    snapshot.set(Self.cleanup, [], figures[1])
    // The supervisor adds what its children have counted.
    let first = firstEvent.withLock { first in
      first = first ?? figures[2]
      return first ?? 0
    }
    snapshot.set(Self.events, [], figures[2] - first)
    snapshot.set(Self.triggers, [], figures[3])
    if let backupStatus { snapshot.set(Self.backup, [], lastBackup(backupStatus) ?? 0) }
    return snapshot
  }

  private func lastBackup(_ path: String) -> Double? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = fread(&buffer, 1, buffer.count, file)
    let text = String(decoding: buffer[..<count].prefix { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}

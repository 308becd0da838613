import FoundationEssentials
import Logging
import Postgres
import SQL
import ServiceLifecycle
import Synchronization

/// Writes down in batches who opened which record, whose edit was based on an old version (both at most 1 s behind) and
/// which sessions are in use (once a minute), so that reads stay read-only transactions and a refusal costs no write.
final class ActivityRecorder: Service {
  private let activity = Mutex(Activity())
  private let database: Database
  private let logger: Logger

  init(database: Database, logger: Logger) {
    self.database = database
    self.logger = logger
  }

  func used(session tokenHash: [UInt8]) {
    activity.withLock { $0.used(session: tokenHash) }
  }

  func viewed(_ entity: String, _ entityID: Int, by caller: Caller) {
    let now = Date().timeIntervalSince1970
    activity.withLock {
      $0.viewed(
        entity, entityID, by: caller.tokenHash, at: now, requestID: caller.requestID.description,
        clientAddress: caller.clientAddress)
    }
  }

  func refused(_ conflict: Problem.Conflict, to caller: Caller) {
    let now = Date().timeIntervalSince1970
    activity.withLock {
      $0.refused(
        conflict, to: caller.tokenHash, at: now, requestID: caller.requestID.description,
        clientAddress: caller.clientAddress)
    }
  }

  /// Until the process drains, and then once more.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      var turn = 0
      while (try? await Task.sleep(for: .seconds(1))) != nil {
        await self.writeEvents()
        turn += 1
        if turn % 60 == 0 { await self.touchSessions() }
      }
    }
    // In a task of its own: where clients held the drain up until it was given up, this one is cancelled and may not write.
    await Task {
      await self.writeEvents()
      await self.touchSessions()
    }.value
  }

  private func writeEvents() async {
    while case let events = activity.withLock({ $0.takeEvents() }), !events.isEmpty, await write(events) {}
    let dropped = activity.withLock { $0.takeDropped() }
    if dropped > 0 { logger.error("events were lost", metadata: ["events": "\(dropped)"]) }
  }

  /// False if they have to wait.
  private func write(_ events: [Activity.Event]) async -> Bool {
    do {
      let json = String(decoding: try JSONEncoder().encode(events), as: UTF8.self)
      _ = try await database.run([Step(.recordViews, [.text(json)])], on: .write)
      return true
    } catch {
      activity.withLock { $0.restore(events) }
      // The process drains and writes them in a moment.
      if case PostgresError.cancelled = error { return false }
      logger.error("events wait to be recorded", metadata: ["events": "\(events.count)", "error": "\(error)"])
      return false
    }
  }

  private func touchSessions() async {
    let sessions = activity.withLock { $0.forget() }
    guard !sessions.isEmpty else { return }
    let elements = sessions.map { hash in "\"\\\\x\(hash.withUnsafeBytes { Hexadecimal.encode($0) })\"" }
    do {
      _ = try await database.run([Step(.touchSessions, [.text("{\(elements.joined(separator: ","))}")])], on: .write)
    } catch {
      logger.warning("the last use of sessions was not noted", metadata: ["error": "\(error)"])
    }
  }
}

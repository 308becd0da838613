import Logging
import Postgres
import SQL
import ServiceLifecycle
import Synchronization

/// Whether this process can serve: looked up once a second, and every 25 ms until it can.
final class Readiness: Service {
  /// What the database is like.
  struct Answer: Sendable {
    let migration: Int
    /// Such as 150018 for 15.18.
    let serverVersion: Int
  }

  /// PostgreSQL before 15.9 lets a query run with another role's row level security (CVE-2024-10976).
  static let oldestServer = 150_009
  /// The newest security release of PostgreSQL 15 that was known when this was written.
  static let newestServer = 150_018

  private let database: Database
  private let logger: Logger
  private let state = Mutex<(isListening: Bool, problem: String?)>((false, "The process has just started"))

  init(database: Database, logger: Logger) {
    self.database = database
    self.logger = logger
  }

  /// Why this process cannot serve; nil if it can. At most a second old.
  var problem: String? {
    state.withLock { $0.isListening ? $0.problem : "The process does not listen yet" }
  }

  /// A new process takes no connections before it can serve them. Where that takes longer than the limit there is no database, and
  /// clients had better be told, unless somebody else serves them meanwhile.
  func waitUntilFit(atMost limit: Duration?) async {
    let deadline = limit.map { ContinuousClock.now + $0 }
    await cancelWhenGracefulShutdown {
      while self.state.withLock({ $0.problem }) != nil, deadline.map({ ContinuousClock.now < $0 }) ?? true {
        guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { return }
      }
    }
  }

  func isListening() { state.withLock { $0.isListening = true } }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var isFit = false
      while !Task.isCancelled {
        await self.look(warns: !isFit)
        isFit = self.state.withLock { $0.problem == nil }
        try? await Task.sleep(for: isFit ? .seconds(1) : .milliseconds(25))
      }
    }
  }

  /// A new process begins with all its connections, or those who come first would wait for them.
  private func look(warns: Bool) async {
    do {
      let answer = try await check()
      guard !warns || database.isComplete else { throw Problem.unavailable("Not all connections are open yet") }
      state.withLock { $0.problem = nil }
      if warns, let warning = answer.warning { logger.warning("\(warning)") }
    } catch PostgresError.busy {
      // Much to do is no reason to be given less.
    } catch {
      state.withLock { $0.problem = Problem(error).error }
    }
  }

  /// Asks the database now. Throws `Problem.unavailable` with the reason why it is not fit to serve.
  func check() async throws -> Answer {
    _ = try await database.run([Step(.readReadiness, [])], on: .read)
    let rows = try await database.run([Step(.readReadiness, [])], on: .write)[0]
    let answer = Answer(migration: rows.int(0, 0) ?? 0, serverVersion: rows.int(0, 3) ?? 0)
    let expected = Migration.all.last?.number ?? 0
    guard answer.migration >= expected else {
      throw Problem.unavailable(
        "The schema is at migration \(answer.migration), this release needs \(expected): run migrate")
    }
    guard rows.bool(0, 1) == true else {
      throw Problem.unavailable("The database role bypasses row level security: use school_support_api")
    }
    guard rows.bool(0, 2) == true else {
      throw Problem.unavailable("The database takes no changes: it is a standby, or set to read only")
    }
    guard answer.serverVersion >= Self.oldestServer else {
      throw Problem.unavailable("PostgreSQL is older than 15.9, whose row level security can be passed by: update it")
    }
    return answer
  }
}

extension Readiness.Answer {
  /// What is not wrong, and should be mended all the same.
  var warning: String? {
    guard serverVersion / 10_000 == 15, serverVersion < Readiness.newestServer else { return nil }
    return "PostgreSQL 15.\(serverVersion % 10_000) has known holes: update it to 15.\(Readiness.newestServer % 10_000)"
  }
}

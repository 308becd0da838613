import Postgres
import SQL

/// Brings a database to a version of the schema, and rebuilds its code: functions, views, policies, triggers, grants.
public struct Migrator: Sendable {
  /// Where to.
  public enum Target: Sendable, Equatable {
    case newest
    case previous
    case number(Int)
  }

  /// One runner at a time: the key of its advisory lock.
  private static let lock = 7_301_946
  private static let runnerPatience = Duration.seconds(60)
  /// Outlasts every request.
  private static let lockPatience = Duration.seconds(120)
  /// Whoever comes for the same table waits behind this runner: for less than the 1 s that a request waits for a lock, and
  /// less than PostgreSQL takes to see a deadlock.
  private static let lockTimeout = "set local lock_timeout = '400ms'"

  private let session: Session
  private let migrations: [Migration]
  private let code: [Script]
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - session: of a superuser, or of whoever owns the database and may create roles.
  ///   - migrations: what this release knows.
  ///   - report: takes a line for people about each step.
  public init(
    _ session: Session, migrations: [Migration] = Migration.all, code: [Script] = Script.code,
    report: @escaping @Sendable (String) -> Void
  ) {
    self.session = session
    self.migrations = migrations
    self.code = code
    self.report = report
  }

  /// Runs what leads to the target. Throws `JobError` for what is refused, before anything is changed.
  public func migrate(_ target: Target, acceptDataLoss: Bool = false) async throws {
    try await lock()
    try await makeLedger()
    let plan = try await plan(target)
    guard acceptDataLoss || plan.losses.isEmpty else {
      throw JobError(
        "This loses data: \(plan.losses.joined(separator: "; ")). To do it all the same, add --accept-data-loss.")
    }
    if plan.goesDown {
      try await patiently { try await goDown(plan) }
    } else {
      for step in plan.steps { try await patiently { try await goUp(step) } }
      try await rebuildCode(after: plan)
    }
    try await session.query("select pg_advisory_unlock($1)", [.int(Self.lock)])
  }

  /// What `migrate` would run, as SQL.
  public func plannedSQL(_ target: Target) async throws -> String {
    let steps = try await plan(target).steps
    guard !steps.isEmpty else { return "-- Nothing to do.\n" }
    return steps.map { "-- \($0.title)\n\($0.script)\n" }.joined(separator: "\n")
  }

  /// A table of the migrations known and in force.
  public func status() async throws -> String {
    let ledger = try await ledger()
    let numbers = Set(migrations.map(\.number)).union(ledger.map(\.number)).sorted()
    return TextTable(
      ["migration", "applied", "by", "ms"],
      numbers.map { number in
        let known = migrations.first { $0.number == number }
        guard let entry = ledger.first(where: { $0.number == number }) else {
          return [known?.title ?? "", "-", "", ""]
        }
        let note = known == nil ? " (unknown to this release)" : known?.upSHA256 != entry.upSHA256 ? " (edited)" : ""
        return [
          migrationTitle(number, entry.name) + note, entry.appliedAt, entry.appliedBy, String(entry.milliseconds),
        ]
      }
    ).text
  }

  private func plan(_ target: Target) async throws -> MigrationPlan {
    let ledger = try await ledger()
    return switch target {
    case .newest: try MigrationPlan.up(ledger, migrations)
    case .previous: try MigrationPlan.down(ledger, migrations)
    case .number(let number): try MigrationPlan.to(number, ledger, migrations)
    }
  }

  // MARK: Ledger

  private func hasLedger() async throws -> Bool {
    try await session.query("select to_regclass('ops.code') is not null").bool(0, 0) == true
  }

  private func makeLedger() async throws {
    guard try await !hasLedger() else { return }
    try await session.execute(Script.ledger.text)
  }

  private func ledger() async throws -> [LedgerEntry] {
    guard try await hasLedger() else { return [] }
    let rows = try await session.query(
      """
      select number, name, up_sha256, down_sha256, down_script, applied_by,
        to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'), duration_ms
      from ops.migration order by number
      """)
    return (0..<rows.count).map { row in
      LedgerEntry(
        number: rows.int(row, 0) ?? 0, name: rows.string(row, 1) ?? "", upSHA256: rows.string(row, 2) ?? "",
        downSHA256: rows.string(row, 3) ?? "", downScript: rows.string(row, 4) ?? "",
        appliedBy: rows.string(row, 5) ?? "", appliedAt: rows.string(row, 6) ?? "", milliseconds: rows.int(row, 7) ?? 0)
    }
  }

  // MARK: Steps

  /// Until the end of the session.
  private func lock() async throws {
    let deadline = ContinuousClock.now + Self.runnerPatience
    var hasTold = false
    while try await session.query("select pg_try_advisory_lock($1)", [.int(Self.lock)]).bool(0, 0) != true {
      guard ContinuousClock.now < deadline else {
        throw JobError(
          "Another migrate has been running for \(Self.runnerPatience); wait for it, or see pg_stat_activity.")
      }
      if !hasTold { report("Another migrate is running; waiting for it.") }
      hasTold = true
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// The code that is in place goes on with the new state, until it is rebuilt.
  private func goUp(_ step: MigrationPlan.Step) async throws {
    let duration = try await session.transaction { session in
      try session.execute(Self.lockTimeout)
      return try perform(step, session)
    }
    report(step, duration)
  }

  /// All of it at once, the code included: nobody meets a database without its functions.
  private func goDown(_ plan: MigrationPlan) async throws {
    let durations = try await session.transaction { session in try undo(plan, session) }
    for (step, duration) in zip(plan.steps, durations) { report(step, duration) }
    reportCode(plan)
  }

  private func undo(_ plan: MigrationPlan, _ session: isolated Session) throws -> [Duration] {
    var durations: [Duration] = []
    try session.execute(Self.lockTimeout)
    try dropCode(session)
    for step in plan.steps { durations.append(try perform(step, session)) }
    if hasCode(plan) { try buildCode(session) }
    return durations
  }

  /// Returns how long it took.
  private func perform(_ step: MigrationPlan.Step, _ session: isolated Session) throws -> Duration {
    let start = ContinuousClock.now
    try session.execute(step.script)
    let duration = start.duration(to: .now)
    try note(step, duration, session)
    return duration
  }

  private func report(_ step: MigrationPlan.Step, _ duration: Duration) {
    report("\(step.title)  \(milliseconds(duration)) ms")
  }

  private func note(_ step: MigrationPlan.Step, _ duration: Duration, _ session: isolated Session) throws {
    switch step {
    case .up(let migration):
      try session.query(
        """
        insert into ops.migration (number, name, up_sha256, down_sha256, down_script, duration_ms)
        values ($1, $2, $3, $4, $5, $6)
        """,
        [
          .int(migration.number), .text(migration.name), .text(migration.upSHA256), .text(migration.downSHA256),
          .text(migration.down), .int(milliseconds(duration)),
        ])
    case .down(let entry):
      try session.query("delete from ops.migration where number = $1", [.int(entry.number)])
    }
  }

  /// Again when others hold what is needed: short tries disturb a serving system less than a long wait. None is made while somebody
  /// is seen to be busy with it for longer than requests are.
  private func patiently(_ work: () async throws -> Void) async throws {
    let deadline = ContinuousClock.now + Self.lockPatience
    for attempt in 1... {
      do {
        return try await work()
      } catch PostgresError.server(let error) where isLockFailure(error) && ContinuousClock.now < deadline {
        report("Somebody holds a lock that is needed; trying again.")
        try await Task.sleep(for: .milliseconds(min(250 * attempt, 2000)))
        try await waitForOthers(until: deadline)
      }
    }
  }

  private func waitForOthers(until deadline: ContinuousClock.Instant) async throws {
    var told: String?
    while let holder = try await holder(), ContinuousClock.now < deadline {
      if told != holder { report("Waiting for \(holder).") }
      told = holder
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  /// Who has been busy with our tables for longest, if for longer than a second.
  private func holder() async throws -> String? {
    let rows = try await session.query(
      """
      select format('pid %s, %s of %s, in a transaction since %s', pid, coalesce(nullif(application_name, ''), backend_type),
        coalesce(usename, 'nobody'), to_char(xact_start at time zone 'UTC', 'HH24:MI:SS"Z"'))
      from pg_stat_activity
      where pid <> pg_backend_pid() and xact_start < now() - interval '1 second' and exists (
        select from pg_locks
        join pg_class on pg_class.oid = relation
        join pg_namespace on pg_namespace.oid = relnamespace
        where pg_locks.pid = pg_stat_activity.pid and granted and nspname in ('api', 'app', 'auth', 'audit', 'ops')
          and database = (select oid from pg_database where datname = current_database()))
      order by xact_start limit 1
      """)
    return rows.count == 1 ? rows.string(0, 0) : nil
  }

  private func isLockFailure(_ error: ServerError) -> Bool { ["55P03", "40P01"].contains(error.sqlstate) }

  // MARK: Code

  private var codeSHA256: String { sha256(code.map { "\($0.path)\n\($0.text)" }.joined(separator: "\n")) }

  /// Code belongs to the newest state that its release knows.
  private func hasCode(_ plan: MigrationPlan) -> Bool { plan.target == migrations.last?.number }

  private func rebuildCode(after plan: MigrationPlan) async throws {
    guard hasCode(plan) else { return reportCode(plan) }
    let rows = try await session.query("select sha256 from ops.code")
    let isCurrent = rows.count == 1 && rows.string(0, 0) == codeSHA256
    guard !plan.steps.isEmpty || !isCurrent else { return report("Nothing to do.") }
    try await patiently {
      try await session.transaction { session in
        try session.execute(Self.lockTimeout)
        try buildCode(session)
      }
    }
    reportCode(plan)
  }

  private func reportCode(_ plan: MigrationPlan) {
    report(
      hasCode(plan)
        ? "functions, views, policies, triggers and grants rebuilt"
        : "Functions, views and policies are not in place: they belong to \(fourDigits(migrations.last?.number ?? 0)).")
  }

  private func buildCode(_ session: isolated Session) throws {
    try session.execute("set local role school_support_owner")
    for script in code { try build(script, session) }
    try session.execute("delete from ops.code")
    try session.query("insert into ops.code (sha256) values ($1)", [.text(codeSHA256)])
    try session.query(
      "select audit.create_partitions(current_date, (current_date + interval '3 months')::date)")
  }

  private func build(_ script: Script, _ session: isolated Session) throws {
    do {
      try session.execute(script.text)
    } catch {
      guard case .server(let reason) = error, !isLockFailure(reason) else { throw error }
      throw JobError("sql/\(script.path) failed: \(reason.message)")
    }
  }

  /// What a table is dropped under must go first.
  private func dropCode(_ session: isolated Session) throws {
    for script in code where ["code/set_aside.sql", "code/drop.sql"].contains(script.path) {
      try session.execute(script.text)
    }
    try session.execute("delete from ops.code")
  }
}

func milliseconds(_ duration: Duration) -> Int {
  Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
}

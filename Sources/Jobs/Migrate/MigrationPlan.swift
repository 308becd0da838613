import SQL

/// Which scripts lead from what is in force to a target. Knows no database.
struct MigrationPlan: Sendable {
  enum Step: Sendable {
    case up(Migration)
    /// The script is the ledger's, so that an older release undoes what it has never heard of.
    case down(LedgerEntry)
  }

  let steps: [Step]
  /// The number that is in force in the end.
  let target: Int

  /// To the newest migration that this release knows. Refuses to undo anything.
  static func up(_ ledger: [LedgerEntry], _ known: [Migration]) throws(JobError) -> MigrationPlan {
    let newest = known.last?.number ?? 0
    let unknown = ledger.filter { $0.number > newest }
    guard unknown.isEmpty else {
      let titles = unknown.reversed().map { migrationTitle($0.number, $0.name) }.joined(separator: ", ")
      throw JobError(
        "The database is newer than this release: \(titles) would have to be undone. "
          + "To do that, run: migrate to \(fourDigits(newest)). Otherwise use the newer release.")
    }
    return try to(newest, ledger, known)
  }

  /// To the migration before the one in force.
  static func down(_ ledger: [LedgerEntry], _ known: [Migration]) throws(JobError) -> MigrationPlan {
    guard ledger.last != nil else { throw JobError("There is no migration to undo.") }
    return try to(ledger.dropLast().last?.number ?? 0, ledger, known)
  }

  /// To any migration; 0 is the empty database.
  static func to(_ target: Int, _ ledger: [LedgerEntry], _ known: [Migration]) throws(JobError) -> MigrationPlan {
    try check(ledger, known)
    guard
      target == 0 || known.contains(where: { $0.number == target }) || ledger.contains(where: { $0.number == target })
    else { throw JobError("There is no migration \(fourDigits(target)). See: migrate status.") }
    let inForce = ledger.last?.number ?? 0
    let downs = ledger.filter { $0.number > target }.reversed().map(Step.down)
    let ups = known.filter { $0.number > inForce && $0.number <= target }.map(Step.up)
    return MigrationPlan(steps: downs + ups, target: target)
  }

  /// What is in force must be what this release knows, in its order.
  private static func check(_ ledger: [LedgerEntry], _ known: [Migration]) throws(JobError) {
    for entry in ledger where entry.number <= known.last?.number ?? 0 {
      guard let migration = known.first(where: { $0.number == entry.number }) else {
        throw JobError(
          "\(migrationTitle(entry.number, entry.name)) is in force, but this release has no such file. "
            + "Bring the file back, or undo it: migrate to \(fourDigits(entry.number - 1)).")
      }
      guard migration.upSHA256 == entry.upSHA256, migration.downSHA256 == entry.downSHA256 else {
        throw JobError(
          "\(migration.title) was edited after it was applied. Restore the file as it was and put the change into a "
            + "new migration.")
      }
    }
    let inForce = Set(ledger.map(\.number))
    let newest = inForce.max() ?? 0
    if let late = known.first(where: { $0.number < newest && !inForce.contains($0.number) }) {
      throw JobError(
        "\(late.title) comes too late: \(fourDigits(newest)) is in force already. Give it the next free number.")
    }
  }

  /// Whether anything is undone.
  var goesDown: Bool {
    steps.contains { step in
      if case .down = step { true } else { false }
    }
  }

  /// What the steps would lose, as their scripts say in their first line; without the full stop.
  var losses: [String] {
    steps.compactMap { step in
      guard case .down(let entry) = step, let line = entry.downScript.split(separator: "\n").first,
        line.hasPrefix("-- Loses data:")
      else { return nil }
      let loss = line.dropFirst("-- Loses data:".count)
      return "\(migrationTitle(entry.number, entry.name)):\(loss.hasSuffix(".") ? loss.dropLast() : loss)"
    }
  }
}

extension MigrationPlan.Step {
  var title: String {
    switch self {
    case .up(let migration): "up   \(migration.title)"
    case .down(let entry): "down \(migrationTitle(entry.number, entry.name))"
    }
  }

  var script: String {
    switch self {
    case .up(let migration): migration.up
    case .down(let entry): entry.downScript
    }
  }
}

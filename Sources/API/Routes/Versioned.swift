import Hummingbird
import NIOCore
import Postgres
import SQL

/// Reads and changes objects so that no edit is lost: a change names the version it was based on.
struct Versioned: Sendable {
  let database: Database
  let resource: Resource

  /// The object, with its version as entity tag.
  func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(resource.roles)
    let key = try resource.key(context)
    let asked = request.headers[.ifNoneMatch]
    var check: [Step] = []
    if asked != nil, case .byVersionUnless(let changed) = resource.freshness { check = [Step(changed, key.values)] }
    let rows = try await database.run([Step(resource.read, key.values)] + check, as: caller, on: .read)
    guard rows[0].count == 1, let version = rows[0].int(0, 0) else { throw try await absence(key.id, caller) }
    return Answer.object(rows[0].buffer(0, 1), version: version, ifNoneMatch: isFresh(rows) ? asked : nil)
  }

  private func isFresh(_ rows: [Rows]) -> Bool {
    switch resource.freshness {
    case .byVersion: true
    case .byVersionUnless: rows.count == 2 && rows[1].bool(0, 0) == false
    case .unknown: false
    }
  }

  /// Changes some fields. The update and the look at its outcome are two statements of one transaction: the second sees
  /// what others did while the first waited.
  func change(_ request: Request, _ context: APIContext, _ editing: Resource.Editing) async throws -> Response {
    let caller = try context.caller(resource.roles)
    let change = try await Change(request, context, resource.key(context), editing)
    let steps = [Step(editing.update, change.values), Step(resource.read, change.key.values)]
    do {
      var rows = try await database.run(steps, as: caller, on: .write)
      for turn in 0..<8 where context.mayBeAhead && isEarly(change, rows) {
        try await Task.sleep(for: .milliseconds(5 << turn))
        rows = try await database.run(steps, as: caller, on: .write)
      }
      return try await outcome(of: change, updated: rows[0].count == 1, rows[1], caller)
    } catch PostgresError.connectionLost(sent: true) {
      return try await settle(change, caller)
    }
  }

  /// Whether the primary does not show yet what the client has read. A standby shows a change as soon as it has it; a primary that waits
  /// for its standby shows it only once it was told so.
  private func isEarly(_ change: Change, _ rows: [Rows]) -> Bool {
    guard rows[0].count == 0, rows[1].count == 1, rows[1].bool(0, 2) == true, let version = rows[1].int(0, 0) else {
      return false
    }
    // Equal if it came to be shown between the two statements. Nobody is far ahead who has read what is there.
    return 0...8 ~= change.precondition.version &- version
  }

  /// In this order: done; not there; not yours; done before by this very request; based on an old version.
  private func outcome(of change: Change, updated: Bool, _ rows: Rows, _ caller: Caller) async throws -> Response {
    guard rows.count == 1, let version = rows.int(0, 0) else { throw try await absence(change.key.id, caller) }
    if updated { return Answer.changed(rows.buffer(0, 1), version: version) }
    guard rows.bool(0, 2) == true else { throw Problem.forbidden(nil) }
    if try await isApplied(change, caller) { return Answer.changed(rows.buffer(0, 1), version: version) }
    let conflict = Problem.Conflict(
      noun: resource.noun, entity: resource.entity, id: change.key.id == 0 ? nil : change.key.id,
      yourVersion: change.precondition.version, currentVersion: version, current: rows.buffer(0, 1))
    throw change.precondition.fromHeader ? Problem.preconditionFailed(conflict) : .conflict(conflict)
  }

  /// The connection broke before the answer came. Whether the change was made, the audit trail knows.
  private func settle(_ change: Change, _ caller: Caller) async throws -> Response {
    guard (try? await isApplied(change, caller)) == true else { throw Problem.outcomeUnknown }
    let rows = try await database.read(resource.read, change.key.values, as: caller)
    guard rows.count == 1, let version = rows.int(0, 0) else { throw Problem.outcomeUnknown }
    return Answer.changed(rows.buffer(0, 1), version: version)
  }

  private func isApplied(_ change: Change, _ caller: Caller) async throws(PostgresError) -> Bool {
    let rows = try await database.read(change.applied, change.values, as: caller)
    return rows.count == 1 && rows.bool(0, 0) == true
  }

  /// 403 for a row of the caller's own school, 404 for any other.
  func absence(_ id: Int, _ caller: Caller) async throws(PostgresError) -> Problem {
    let rows = try await database.read(.existsInSchool, [.text(resource.entity), .int(id)], as: caller)
    return rows.bool(0, 0) == true ? .forbidden(nil) : .notFound
  }
}

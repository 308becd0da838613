import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// Tells open pages what others change.
struct Events: Sendable {
  /// So many numbers are looked through again while it is unknown up to which all events are there.
  private static let unsettled = 10_000

  let database: Database
  let pulse: ChangePulse
  /// What is told is to be found there, too.
  let replica: Replica?
  private let turns = Turns(limit: 8)

  init(database: Database, pulse: ChangePulse, replica: Replica?) {
    self.database = database
    self.pulse = pulse
    self.replica = replica
  }

  /// `GET /api/events/`: a stream of server-sent events, `{"id", "version"}` of each case, alert, task and register that the caller
  /// may see, when it changes; of registers their `place`, too; `note` with the id of a case when a note was written in it; `presence` of a
  /// case when somebody comes or goes. `Last-Event-ID` goes on where a broken stream ended, for ten minutes. Ends with the session.
  @Sendable func stream(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller().onPrimary
    let told = request.headers[.lastEventID].flatMap(ChangePosition.init)
    let beats = pulse.beats(atOnce: told != nil)
    // Also finds out whether the session holds, before the answer begins.
    let now = try await look(after: nil, known: nil, caller).position
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        var position = told ?? now
        try await writer.write(ByteBuffer(string: ": welcome\n\n" + text(position)))
        for await _ in beats {
          guard let reached = try await tell(&writer, after: position, caller) else { break }
          position = reached
        }
        try await writer.finish(nil)
      })
  }

  /// Writes what happened after a position, and returns the one that is reached; nil when the session has ended, or when the database stays
  /// busy.
  private func tell(
    _ writer: inout any ResponseBodyWriter, after position: ChangePosition, _ caller: Caller
  ) async throws -> ChangePosition? {
    guard var seen = await patientLook(after: position.event, known: position.snapshot, caller) else { return nil }
    let reached = seen.position
    while let more = seen.more {
      try await writer.write(ByteBuffer(string: seen.changes.map(\.event).joined()))
      guard let next = await patientLook(after: more, known: position.snapshot, caller) else { return nil }
      seen = next
    }
    try await writer.write(ByteBuffer(string: seen.changes.map(\.event).joined() + text(reached)))
    return reached
  }

  /// No event, but where to go on.
  private func text(_ position: ChangePosition) -> String { "id: \(position)\n\n" }

  private struct Look {
    let changes: [RecordChange]
    /// After which event there may be more.
    let more: Int?
    /// That of who has been told all of it.
    let position: ChangePosition
  }

  /// - Parameter event: nil: where one is now.
  private func look(after event: Int?, known snapshot: String?, _ caller: Caller) async throws -> Look {
    let settled = pulse.settled
    let statement = Step(.listChanges, [Value(event), Value(snapshot)])
    let position = replica == nil ? [] : [Step(.readPosition, [])]
    let answers = try await inTurn([statement] + position, caller)
    if let position = answers.dropFirst().first?.string(0, 0).flatMap({ LogPosition($0) }) {
      await replica?.waitUntilShown(position)
    }
    let rows = answers[0]
    let changes = rows.withBytes(0, 0) { try? JSONDecoder().decode([RecordChange].self, from: Data($0)) }
    let behind = settled ?? max(0, (rows.int(0, 2) ?? 0) - Self.unsettled)
    return Look(
      changes: changes ?? [], more: rows.int(0, 1), position: .init(event: behind, snapshot: rows.string(0, 3)))
  }

  /// A thousand streams ask at once: they would be told that the database is busy, and so would everybody else.
  /// A drain waits for none of them.
  private func inTurn(_ steps: [Step], _ caller: Caller) async throws(PostgresError) -> [Rows] {
    await turns.enter()
    defer { turns.leave() }
    guard !pulse.isOver else { throw .closed }
    return try await database.run(steps, as: caller, on: .read, patience: .milliseconds(500))
  }

  /// Nil when the session has ended, or when the database stays busy.
  private func patientLook(after event: Int, known snapshot: String?, _ caller: Caller) async -> Look? {
    for _ in 0..<10 where !pulse.isOver {
      do {
        return try await look(after: event, known: snapshot, caller)
      } catch PostgresError.server {
        return nil
      } catch {
        try? await Task.sleep(for: .milliseconds(Int.random(in: 50...500)))
      }
    }
    return nil
  }
}

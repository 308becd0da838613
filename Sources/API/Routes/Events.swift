import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// Tells open pages what others change.
struct Events: Sendable {
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
  /// may see, when it changes; of registers their `place`, too; `presence` of a case when somebody comes or goes. `Last-Event-ID`
  /// goes on where a broken stream ended, for ten minutes. Ends with the session.
  @Sendable func stream(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller().onPrimary
    let last = request.headers[.lastEventID].flatMap(Int.init)
    let beats = pulse.beats()
    let (first, newest) = try await changes(after: last, caller)
    var seen = SeenChanges(newest: last ?? newest)
    let missed = seen.take(first, newest: newest)
    let untold = last == nil ? [] : missed
    let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
    return Response(
      status: .ok, headers: headers,
      body: .init { [seen] writer in
        var seen = seen
        try await writer.write(ByteBuffer(string: ": welcome\n\n" + text(untold)))
        for await _ in beats {
          guard let (new, newest) = await patientChanges(after: seen.after, caller) else { break }
          let text = text(seen.take(new, newest: newest))
          try await writer.write(ByteBuffer(string: text.isEmpty ? ":\n\n" : text))
        }
        try await writer.finish(nil)
      })
  }

  /// - Parameter event: nil: the last few.
  private func changes(after event: Int?, _ caller: Caller) async throws -> ([SeenChanges.Change], newest: Int) {
    let statement = Step(.listChanges, [Value(event), .int(SeenChanges.overlap)])
    let position = replica == nil ? [] : [Step(.readPosition, [])]
    let answers = try await inTurn([statement] + position, caller)
    if let position = answers.dropFirst().first?.string(0, 0).flatMap({ LogPosition($0) }) {
      await replica?.waitUntilShown(position)
    }
    let rows = answers[0]
    let changes = rows.withBytes(0, 0) { try? JSONDecoder().decode([SeenChanges.Change].self, from: Data($0)) }
    return (changes ?? [], rows.int(0, 1) ?? 0)
  }

  /// A thousand streams ask at once: they would be told that the database is busy, and so would everybody else.
  private func inTurn(_ steps: [Step], _ caller: Caller) async throws(PostgresError) -> [Rows] {
    await turns.enter()
    defer { turns.leave() }
    return try await database.run(steps, as: caller, on: .read)
  }

  /// Nil when the session has ended, or when the database stays busy.
  private func patientChanges(after event: Int, _ caller: Caller) async -> ([SeenChanges.Change], newest: Int)? {
    for _ in 0..<10 {
      do {
        return try await changes(after: event, caller)
      } catch PostgresError.server {
        return nil
      } catch {
        try? await Task.sleep(for: .milliseconds(Int.random(in: 50...500)))
      }
    }
    return nil
  }

  private func text(_ changes: [SeenChanges.Change]) -> String {
    changes.reduce(into: "") { text, change in
      let place = change.place.map { ",\"place\":\"\($0)\"" } ?? ""
      text += "id: \(change.event)\nevent: \(change.kind)\n"
      text += "data: {\"id\":\(change.id),\"version\":\(change.version)\(place)}\n\n"
    }
  }
}

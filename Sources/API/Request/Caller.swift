import Postgres
import SQL

/// On whose behalf a query runs. The database decides from this who it is and what they see.
struct Caller: Sendable {
  let tokenHash: [UInt8]
  let requestID: RequestID
  let clientAddress: String
  /// The roles that the route is for; empty means all.
  let roles: [Role]
  /// Whether the route is also for who lacks a second factor that their school asks for.
  let mayLackSecondFactor: Bool
  let user: UserBox
  /// Whether a standby may answer its reads; nil: the primary does.
  var turn: ReplicaTurn?

  /// The same, answered by the primary.
  var onPrimary: Caller {
    var caller = self
    caller.turn = nil
    return caller
  }

  /// The first step of every request.
  var enter: Step {
    Step(
      .enter,
      [
        .bytes(tokenHash), .text(requestID.description), .text(clientAddress),
        roles.isEmpty ? .null : .text("{\(roles.map(\.rawValue).joined(separator: ","))}"),
        .bool(mayLackSecondFactor),
      ])
  }
}

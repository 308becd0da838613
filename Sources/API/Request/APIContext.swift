import Hummingbird
import Logging
import NIOCore
import Postgres

/// What every route knows of its request.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel
  /// Set by `Entrance`, which every request passes first.
  var requestID = RequestID(header: "-")
  /// The address of the client, or empty behind a unix socket without a trusted proxy.
  var clientAddress = ""
  var credentials: Credentials?
  /// Whether the browser may have sent the credentials for another site's page. It does not matter to who signs in.
  var mayBeForged = false
  /// Whether a standby may answer what this request reads.
  var turn: ReplicaTurn?
  /// Whether its client may have read from a standby what the primary does not show yet.
  var mayBeAhead = false
  /// The user who turned out to be calling, for the log.
  let user = UserBox()

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }

  /// Who the database is to take this request for. Throws `Problem.unauthenticated` without a session token.
  /// With `mayLackSecondFactor` the route is also for who has none although their school asks for it.
  func caller(_ roles: [Role], mayLackSecondFactor: Bool = false) throws(Problem) -> Caller {
    guard let credentials else { throw Problem.unauthenticated }
    guard !mayBeForged else { throw Problem.csrf }
    return Caller(
      tokenHash: credentials.tokenHash, requestID: requestID, clientAddress: clientAddress, roles: roles,
      mayLackSecondFactor: mayLackSecondFactor, user: user, turn: turn)
  }

  func caller(_ roles: Role...) throws(Problem) -> Caller { try caller(roles) }

  /// Where a guess at a password comes from, to slow down who makes many; null if nobody knows.
  var placeOfClient: Value { Value(clientAddress.isEmpty ? nil : clientAddress) }

  /// The `{id}` in the path. Throws `Problem.notFound` for what cannot be an id.
  func id() throws(Problem) -> Int {
    guard let id = parameters.get("id").flatMap({ Int(digits: $0) }), (1...Field.largestID).contains(id) else {
      throw .notFound
    }
    return id
  }
}

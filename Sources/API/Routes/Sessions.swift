import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import SQL

/// Signing in and out.
struct Sessions: Sendable {
  /// How long a session lasts, in seconds: a working day.
  static let lifetime = 12 * 3600

  let database: Database
  let passwords: PasswordQueue
  /// Whether browsers may send the cookie over TLS only.
  let secureCookies: Bool

  /// `POST /api/auth/login/` `{email, password}`: 200 with the token, which is not told again; 401; 429.
  @Sendable func login(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(
      request, context,
      [
        Field(name: "email", kind: .text(upTo: 254), required: true),
        Field(name: "password", kind: .text(upTo: 1_000), required: true),
      ])
    let email = Value(body.text("email"))
    let address = Value(context.clientAddress.isEmpty ? nil : context.clientAddress)
    let attempt = try await database.run([Step(.beginLogin, [email, address])], on: .write)[0]
    if let seconds = attempt.int(0, 2) { throw Problem.tooManyAttempts(retryAfter: seconds) }
    guard try await passwords.check(body.text("password") ?? "", against: attempt.string(0, 1)) else {
      throw Problem.wrongCredentials
    }
    let token = SessionToken()
    let values: [Value] = [
      Value(attempt.int(0, 0)), email, Value(attempt.string(0, 1)), .bytes(token.hash), .text("\(Self.lifetime) s"),
      .text(context.requestID.description), address,
    ]
    let session = try await finish(values)
    context.user.note(session.int(0, 0))
    return signedIn(token, session)
  }

  /// The password may have been changed, or the user disabled, since it was checked.
  private func finish(_ values: [Value]) async throws -> Rows {
    do {
      return try await database.run([Step(.finishLogin, values)], on: .write)[0]
    } catch {
      if case .server(let error) = error, error.sqlstate == "28000" { throw Problem.wrongCredentials }
      throw error
    }
  }

  /// `POST /api/auth/logout/`: ends the session at once, on every machine.
  @Sendable func logout(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    _ = try await database.run([Step(.logoutSession, [.bytes(caller.tokenHash)])], as: caller, on: .write)
    return signedOut()
  }

  /// `GET /api/auth/me/`: the signed-in user.
  @Sendable func me(_ request: Request, _ context: APIContext) async throws -> Response {
    let rows = try await database.read(.readMe, as: context.caller())
    guard rows.count == 1, let version = rows.int(0, 0) else { throw Problem.unauthenticated }
    return Answer.object(rows.buffer(0, 1), version: version, ifNoneMatch: request.headers[.ifNoneMatch])
  }

  /// `POST /api/auth/change-password/` `{current_password, new_password}`: ends all sessions of the user, this one too.
  @Sendable func changePassword(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let body = try await Body(
      request, context,
      [
        Field(name: "current_password", kind: .text(upTo: 1_000), required: true),
        Field(name: "new_password", kind: .text(upTo: 128), required: true),
      ])
    let password = try NewPassword(body.text("new_password"), field: "new_password")
    let current = try await database.read(.readPasswordHash, as: caller).string(0, 0)
    guard try await passwords.check(body.text("current_password") ?? "", against: current) else {
      throw Problem.invalid(field: "current_password", message: "current_password is wrong")
    }
    let values = [Value(current), .text(try await passwords.hash(password))]
    let changed = try await database.run([Step(.changePassword, values)], as: caller, on: .write)[0]
    guard changed.bool(0, 0) == true else { throw Problem.duplicate(existing: nil) }
    return signedOut()
  }

  private func signedIn(_ token: SessionToken, _ session: Rows) -> Response {
    var body = ByteBuffer()
    body.writeString("{\"token\":\"\(token.text)\",\"csrf_token\":\"\(token.csrfToken)\"")
    body.writeString(",\"expires_at\":\"\(session.string(0, 1) ?? "")\",\"user\":")
    body.writeImmutableBuffer(session.buffer(0, 2))
    body.writeString("}")
    var response = Answer.json(body)
    response.headers[.setCookie] = cookie(token.text, seconds: Self.lifetime)
    return response
  }

  private func signedOut() -> Response {
    var response = Answer.json(ByteBuffer(string: "{\"success\":true}"))
    response.headers[.setCookie] = cookie("", seconds: 0)
    return response
  }

  private func cookie(_ value: String, seconds: Int) -> String {
    "\(Credentials.cookieName)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
      + (secureCookies ? "; Secure" : "")
  }
}

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Passwords
import Postgres
import SQL

/// Signing in and out.
struct Sessions: Sendable {
  /// How long a session lasts, in seconds: a working day.
  static let lifetime = 12 * 3600

  let database: Database
  let passwords: PasswordQueue
  /// Passwords that nobody may set.
  let common: CommonPasswords
  /// Opens what second factors are checked with; nil if this server has none.
  let keys: SecretKeys?
  /// Whether browsers may send the cookie over TLS only.
  let secureCookies: Bool

  /// `POST /api/auth/login/` `{email, password}`: 200 with the token, which is not told again, or with a challenge for the second
  /// factor; 401; 429.
  @Sendable func login(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(
      request, context,
      [
        Field(name: "email", kind: .text(upTo: 254), required: true),
        Field(name: "password", kind: .text(upTo: 1_000), required: true),
      ])
    let email = Value(body.text("email"))
    try passwords.enter()
    defer { passwords.leave() }
    let attempt = try await database.run([Step(.beginLogin, [email, context.placeOfClient])], on: .write)[0]
    if let seconds = attempt.int(0, 2) { throw Problem.tooManyAttempts(retryAfter: seconds) }
    guard try await passwords.check(body.text("password") ?? "", against: attempt.string(0, 1)) else {
      throw Problem.wrongCredentials
    }
    let token = SessionToken()
    let values: [Value] = [Value(attempt.int(0, 0)), email, Value(attempt.string(0, 1))]
    // The password may have been changed, or the user disabled, since it was checked.
    let session = try await finish(.finishLogin, values + start(token, request, context), else: .wrongCredentials)
    guard !session.isNull(0, 2) else { return challenged(token, session) }
    context.user.note(session.int(0, 0))
    return signedIn(token, session)
  }

  /// `POST /api/auth/login/second-factor/` `{challenge, code}`: 200 with the token; 401; 429.
  @Sendable func secondStep(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(
      request, context,
      [
        Field(name: "challenge", kind: .text(upTo: 100), required: true),
        Field(name: "code", kind: .text(upTo: 100), required: true),
      ])
    guard let challenge = SessionToken(body.text("challenge") ?? "") else { throw Problem.challengeOver }
    let hash = Value.bytes(challenge.hash)
    let attempt = try await finish(.beginSecondStep, [hash, context.placeOfClient], else: .challengeOver)
    if let seconds = attempt.int(0, 1) { throw Problem.tooManyAttempts(retryAfter: seconds) }
    guard let factor = SealedFactor(attempt, school: 2, user: 3, secret: 4, lastStep: 5) else {
      throw Problem.challengeOver
    }
    let password = factor.open(keys)
    guard let proof = GivenCode(body.text("code"))?.proof(of: password, after: factor.lastStep) else {
      throw Problem.wrongCode
    }
    let token = SessionToken()
    let values = [
      hash, Value(attempt.int(0, 0)), Value(proof.step), Value(proof.recoveryHash), Value(try resealed(factor)),
    ]
    let session = try await finish(.finishSecondStep, values + start(token, request, context), else: .wrongCode)
    context.user.note(session.int(0, 0))
    return signedIn(token, session)
  }

  /// The secret under the key that seals now, if another one sealed it.
  private func resealed(_ factor: SealedFactor) throws -> String? {
    guard let keys, !keys.isCurrent(factor.sealedSecret), let password = factor.open(keys) else { return nil }
    return try keys.seal(password.secret, context: factor.context)
  }

  private func start(_ token: SessionToken, _ request: Request, _ context: APIContext) -> [Value] {
    let device = request.headers[.userAgent].map { String($0.prefix(200).filter { !$0.isNewline }) }
    return [
      .bytes(token.hash), .text("\(Self.lifetime) s"), Value(device), .text(context.requestID.description),
      context.placeOfClient,
    ]
  }

  /// Runs a step of signing in; what the database does not accept any more is this problem.
  private func finish(_ statement: Statement, _ values: [Value], else problem: Problem) async throws -> Rows {
    do {
      return try await database.run([Step(statement, values)], on: .write)[0]
    } catch {
      if case .server(let error) = error, error.sqlstate == "28000" { throw problem }
      throw error
    }
  }

  /// `POST /api/auth/logout/`: ends the session at once, on every machine.
  @Sendable func logout(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller([], mayLackSecondFactor: true)
    _ = try await database.run([Step(.logoutSession, [.bytes(caller.tokenHash)])], as: caller, on: .write)
    return signedOut()
  }

  /// `GET /api/auth/me/`: the signed-in user.
  @Sendable func me(_ request: Request, _ context: APIContext) async throws -> Response {
    let rows = try await database.read(.readMe, as: context.caller([], mayLackSecondFactor: true))
    guard rows.count == 1, let version = rows.int(0, 0) else { throw Problem.unauthenticated }
    return Answer.object(rows.buffer(0, 1), version: version, ifNoneMatch: request.headers[.ifNoneMatch])
  }

  /// `GET /api/auth/sessions/`: where the user is signed in now, newest first.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let page = try Page(try Query(request, "cursor", "limit"), list: "sessions")
    let values = [.bytes(caller.tokenHash), page.after, .int(page.limit)]
    return Answer.page(try await database.read(.listSessions, values, as: caller), page, of: request)
  }

  /// `DELETE /api/auth/sessions/{id}/`: ends one of the user's own; another's is not there.
  @Sendable func end(_ request: Request, _ context: APIContext) async throws -> Response {
    let ended = try await database.run([Step(.endSession, [.int(try context.id())])], as: context.caller(), on: .write)[
      0]
    guard ended.bool(0, 0) == true else { throw Problem.notFound }
    return Answer.json(ByteBuffer(string: "{\"success\":true}"))
  }

  /// `DELETE /api/auth/sessions/`: ends all of the user's but this one.
  @Sendable func endOthers(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let ended = try await database.run([Step(.endOtherSessions, [.bytes(caller.tokenHash)])], as: caller, on: .write)[0]
    return Answer.json(ended.buffer(0, 0))
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
    let password = try NewPassword(body.text("new_password"), field: "new_password", unlike: common)
    try passwords.enter()
    defer { passwords.leave() }
    let check = try await Check.begin(database, as: caller)
    guard try await passwords.check(body.text("current_password") ?? "", against: check.hash) else {
      throw Problem.invalid(field: "current_password", message: "current_password is wrong")
    }
    let values = [check.attemptID, Value(check.hash), .text(try await passwords.hash(password))]
    _ = try await database.run([Step(.changePassword, values)], as: caller, on: .write)
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

  /// The password was right; the code is to follow. This is no session.
  private func challenged(_ challenge: SessionToken, _ row: Rows) -> Response {
    Answer.json(
      ByteBuffer(
        string: "{\"second_factor_required\":true,\"challenge\":\"\(challenge.text)\","
          + "\"expires_at\":\"\(row.string(0, 1) ?? "")\"}"))
  }

  private func signedOut() -> Response {
    var response = Answer.json(ByteBuffer(string: "{\"success\":true}"))
    response.headers[.setCookie] = cookie("", seconds: 0)
    return response
  }

  private func cookie(_ value: String, seconds: Int) -> String {
    "\(Credentials.cookieName(secure: secureCookies))=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
      + (secureCookies ? "; Secure" : "")
  }
}

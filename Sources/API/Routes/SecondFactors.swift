import Hummingbird
import NIOCore
import Passwords
import Postgres
import SQL

/// The caller's second factor: one-time passwords of a device, and recovery codes for when it is lost.
struct SecondFactors: Sendable {
  private static let recoveryCodes = 10
  private static let code = Field(name: "code", kind: .text(upTo: 100), required: true)
  private static let password = Field(name: "password", kind: .text(upTo: 1_000), required: true)

  let database: Database
  let passwords: PasswordQueue
  /// Nil if this server can seal no secrets.
  let keys: SecretKeys?

  /// `GET /api/auth/second-factor/`: whether there is one, whether the school asks for it, how many recovery codes are left.
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller([], mayLackSecondFactor: true)
    return Answer.json(try await database.read(.readSecondFactor, as: caller).buffer(0, 0))
  }

  /// `POST /api/auth/second-factor/` `{password}`: answers a secret for the device, which is in force once confirmed.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller([], mayLackSecondFactor: true)
    let body = try await Body(request, context, [Self.password])
    guard let keys else { throw Problem.unavailable("This server is not set up for second factors") }
    let check = try await check(body, caller)
    let password = OneTimePassword()
    let sealed = try keys.seal(password.secret, context: check.context)
    let values = [check.attemptID, Value(check.hash), .text(sealed)]
    let started = try await database.run([Step(.startSecondFactor, values)], as: caller, on: .write)[0]
    guard started.bool(0, 0) == true else { throw Problem.duplicate(existing: nil) }
    return Answer.json(
      ByteBuffer(string: "{\"secret\":\"\(password.base32)\",\"uri\":\"\(password.uri(email: check.email))\"}"))
  }

  /// `POST /api/auth/second-factor/confirm/` `{code}`: from now on it is asked for. Answers the recovery codes, which are not told
  /// again; all other sessions end.
  @Sendable func confirm(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller([], mayLackSecondFactor: true)
    let body = try await Body(request, context, [Self.code])
    let check = try await Check.begin(database, as: caller)
    guard let factor = check.factor, !check.isConfirmed else {
      throw Self.code.invalid("confirms nothing: begin with POST /api/auth/second-factor/")
    }
    guard let proof = GivenCode(body.text("code"))?.proof(of: factor.open(keys), after: 0), let step = proof.step else {
      throw Self.code.invalid("is wrong")
    }
    let codes = (0..<Self.recoveryCodes).map { _ in RecoveryCode() }
    let values: [Value] = [
      check.attemptID, .text(factor.sealedSecret), .int(step), .byteArrays(codes.map(\.hash)), .bytes(caller.tokenHash),
    ]
    let confirmed = try await database.run([Step(.confirmSecondFactor, values)], as: caller, on: .write)[0]
    guard confirmed.bool(0, 0) == true else { throw Problem.duplicate(existing: nil) }
    let list = codes.map { "\"\($0.text)\"" }.joined(separator: ",")
    return Answer.json(ByteBuffer(string: "{\"success\":true,\"recovery_codes\":[\(list)]}"))
  }

  /// `POST /api/auth/second-factor/disable/` `{password, code}`: ends all sessions of the user, this one too.
  @Sendable func disable(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller()
    let body = try await Body(request, context, [Self.password, Self.code])
    let check = try await check(body, caller)
    guard check.isConfirmed, let factor = check.factor,
      let proof = GivenCode(body.text("code"))?.proof(of: factor.open(keys), after: factor.lastStep)
    else { throw Self.code.invalid("is wrong, or was used before") }
    let values = [check.attemptID, Value(check.hash), Value(proof.step), Value(proof.recoveryHash)]
    let disabled = try await database.run([Step(.disableSecondFactor, values)], as: caller, on: .write)[0]
    guard disabled.bool(0, 0) == true else { throw Self.code.invalid("is wrong, or was used before") }
    return Answer.json(ByteBuffer(string: "{\"success\":true}"))
  }

  private func check(_ body: Body, _ caller: Caller) async throws -> Check {
    try passwords.enter()
    defer { passwords.leave() }
    let check = try await Check.begin(database, as: caller)
    guard try await passwords.check(body.text("password") ?? "", against: check.hash) else {
      throw Self.password.invalid("is wrong")
    }
    return check
  }
}

import Hummingbird
import NIOCore
import Passwords
import Postgres
import SQL

/// A forgotten password: a link by mail, good for an hour and for once. The jobs process writes the mail.
struct PasswordResets: Sendable {
  let database: Database
  let passwords: PasswordQueue
  /// Passwords that nobody may set.
  let common: CommonPasswords

  /// `POST /api/auth/password-reset/` `{email}`: 202 whether there is such a user or not, because nobody looks.
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(request, context, [Field(name: "email", kind: .text(upTo: 254), required: true)])
    let values = [Value(body.text("email")), context.placeOfClient]
    _ = try await database.run([Step(.requestPasswordReset, values)], on: .write)
    var response = Answer.json(ByteBuffer(string: "{\"success\":true}"))
    response.status = .accepted
    return response
  }

  /// `POST /api/auth/password-reset/confirm/` `{token, new_password}`: ends all sessions of the user; signs nobody in.
  @Sendable func confirm(_ request: Request, _ context: APIContext) async throws -> Response {
    let body = try await Body(
      request, context,
      [
        Field(name: "token", kind: .text(upTo: 100), required: true),
        Field(name: "new_password", kind: .text(upTo: 128), required: true),
      ])
    let password = try NewPassword(body.text("new_password"), field: "new_password", unlike: common)
    let worthless = Problem.invalid(field: "token", message: "This link was used, is older than an hour, or is none")
    guard let token = ResetToken(body.text("token") ?? ""),
      try await database.run([Step(.checkPasswordReset, [.bytes(token.hash)])], on: .read)[0].bool(0, 0) == true
    else { throw worthless }
    try passwords.enter()
    defer { passwords.leave() }
    let values: [Value] = [
      .bytes(token.hash), .text(try await passwords.hash(password)), .text(context.requestID.description),
      context.placeOfClient,
    ]
    let done = try await database.run([Step(.finishPasswordReset, values)], on: .write)[0]
    guard done.bool(0, 0) == true else { throw worthless }
    return Answer.json(ByteBuffer(string: "{\"success\":true}"))
  }
}

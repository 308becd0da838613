import Hummingbird
import Passwords
import Postgres
import SQL

/// Staff, for admins. Users are disabled, never deleted.
struct Users: Sendable {
  static let resource = Resource(
    noun: "User", entity: "user_account", read: .readUser, roles: [.admin], editing: editing, freshness: .byVersion)

  static let editing = Resource.Editing(
    update: .updateUser, applied: .appliedUserUpdate,
    fields: [
      Field(name: "name", kind: .text(upTo: 200)),
      Field(name: "role", kind: .choice(Role.allCases.map(\.rawValue))),
      Field(name: "active", kind: .boolean),
    ])

  let database: Database
  let passwords: PasswordQueue
  /// Passwords that nobody may set.
  let common: CommonPasswords

  private var versioned: Versioned { Versioned(database: database, resource: Self.resource) }

  /// `GET /api/users/`: by name.
  @Sendable func list(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "search", "cursor", "limit")
    let page = try Page(query, list: "users", by: .nameAndID)
    let values = [try query.text("search"), page.after, .int(page.limit)]
    return Answer.page(try await database.read(.listUsers, values, as: context.caller(.admin)), page, of: request)
  }

  /// `GET /api/staff/`: who there is to choose from, by name; for all staff.
  @Sendable func listStaff(_ request: Request, _ context: APIContext) async throws -> Response {
    let query = try Query(request, "search", "cursor", "limit")
    let page = try Page(query, list: "staff", by: .nameAndID)
    let values = [try query.text("search"), page.after, .int(page.limit)]
    return Answer.page(try await database.read(.listStaff, values, as: context.caller()), page, of: request)
  }

  /// `POST /api/users/`
  @Sendable func create(_ request: Request, _ context: APIContext) async throws -> Response {
    let caller = try context.caller(.admin)
    let body = try await Body(
      request, context,
      [
        Field(name: "email", kind: .text(upTo: 254), required: true),
        Field(name: "name", kind: .text(upTo: 200), required: true),
        Field(name: "role", kind: .choice(Role.allCases.map(\.rawValue)), required: true),
        Field(name: "password", kind: .text(upTo: 128), required: true),
      ])
    let email = Value(body.text("email"))
    _ = try await database.read(.readMe, as: caller)
    try passwords.enter()
    defer { passwords.leave() }
    let hash = try await passwords.hash(try NewPassword(body.text("password"), unlike: common))
    let steps = [
      Step(.createUser, [.text(try body.json(without: "password"))]), Step(.setUserPassword, [email, .text(hash)]),
      Step(.readCreatedUser, [email]),
    ]
    return try await Creation(database, request, body, as: caller).answer(steps, at: "/api/users/")
  }

  /// `GET /api/users/{id}/`
  @Sendable func get(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.get(request, context)
  }

  /// `PATCH /api/users/{id}/`
  @Sendable func patch(_ request: Request, _ context: APIContext) async throws -> Response {
    try await versioned.change(request, context, Self.editing)
  }
}

import HTTPTypes
import Hummingbird
import Postgres

/// A PATCH or PUT, checked: which object, based on which version, what to set.
struct Change: Sendable {
  let key: Key
  let precondition: Precondition
  /// The key, the version and the fields as JSON, as every update statement takes them.
  let values: [Value]
  /// Finds whether this change has been made already.
  let applied: Statement

  init(_ request: Request, _ context: APIContext, _ key: Key, _ editing: Resource.Editing) async throws {
    self.key = key
    applied = editing.applied
    let version = Field(name: "version", kind: .integer(editing.firstVersion...Field.largestID))
    let body = try await Body(request, context, editing.fields + [version])
    precondition = try Precondition(body: body.integer("version"), ifMatch: request.headers[.ifMatch])
    guard body.fields.keys.contains(where: { $0 != "version" }) else {
      throw Problem.malformed(
        "There is nothing to change; fields: \(editing.fields.map(\.name).joined(separator: ", "))")
    }
    values = key.values + [.int(precondition.version), .text(try body.json(without: "version"))]
  }
}

import Postgres

/// Which object a path names.
struct Key: Sendable {
  /// The first parameters of the resource's statements.
  let values: [Value]
  /// The id of the record in the resource's table that must exist in the caller's school.
  let id: Int

  /// An object that has an id.
  init(id: Int) { self.init([.int(id)], id: id) }

  init(_ values: [Value], id: Int) {
    self.values = values
    self.id = id
  }
}

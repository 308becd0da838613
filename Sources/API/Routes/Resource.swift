import Postgres
import SQL

/// One kind of object that has a version: how it is found and read.
struct Resource: Sendable {
  /// What people call it.
  let noun: String
  /// The table in schema app.
  let entity: String
  /// `$1` id, or all of the key. Answers version, body and whether the caller may change it.
  let read: Statement
  /// Who may ask at all, empty for everybody; row level security decides for each object.
  let roles: [Role]
  /// Nil for what is only read.
  var editing: Editing?
  /// What may be answered to a client that has this version already.
  var freshness = Freshness.unknown
  /// What in the path names it. Throws `Problem.notFound` for what cannot be a name.
  var key: @Sendable (APIContext) throws(Problem) -> Key = { context throws(Problem) in Key(id: try context.id()) }

  /// Whether an answer of the same version is the same answer: names of others stand in it, which have versions of their own.
  enum Freshness: Sendable {
    /// It is: 304.
    case byVersion
    /// It is unless this statement, with the key as parameters, says that a name has changed since.
    case byVersionUnless(Statement)
    /// Nobody knows: 200.
    case unknown
  }

  /// How it is changed.
  struct Editing: Sendable {
    /// `$1` id or all of the key, then version, then the fields as JSON.
    let update: Statement
    /// Finds whether a change that arrives again has been made already. Parameters as in `update`.
    let applied: Statement
    /// What a change may hold, besides `version`.
    let fields: [Field]
    /// The lowest version that a change can be based on: 0 where an object is made by its first change.
    var firstVersion = 1
  }
}

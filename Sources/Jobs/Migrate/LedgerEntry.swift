/// A migration that is in force, as `ops.migration` keeps it.
struct LedgerEntry: Sendable, Equatable {
  var number: Int
  var name: String
  var upSHA256: String
  var downSHA256: String
  var downScript: String
  var appliedBy = ""
  var appliedAt = ""
  var milliseconds = 0
}

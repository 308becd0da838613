import Passwords
import Postgres

/// A user's one-time passwords, as the database keeps them.
struct SealedFactor: Sendable {
  let sealedSecret: String
  /// Of the code that was used last.
  let lastStep: Int
  let context: String

  /// Whose it is, which sealing binds it to.
  static func context(school: Int, user: Int) -> String { "\(school):\(user)" }

  /// From the columns of these numbers; nil if there is none.
  init?(_ rows: Rows, school: Int, user: Int, secret: Int, lastStep: Int) {
    guard let sealed = rows.string(0, secret) else { return nil }
    sealedSecret = sealed
    self.lastStep = rows.int(0, lastStep) ?? 0
    context = Self.context(school: rows.int(0, school) ?? 0, user: rows.int(0, user) ?? 0)
  }

  /// Nil if this server has not the key.
  func open(_ keys: SecretKeys?) -> OneTimePassword? {
    keys?.open(sealedSecret, context: context).map { OneTimePassword(secret: $0) }
  }
}

import Passwords
import Postgres
import SQL

/// The demo school, generated in SQL.
public struct DemoSchool: Sendable {
  /// Of every demo login.
  public static let password = "demo-password"

  private let session: Session
  private let report: @Sendable (String) -> Void

  /// - Parameter session: of a superuser, or of a member of `school_support_owner`.
  public init(_ session: Session, report: @escaping @Sendable (String) -> Void) {
    self.session = session
    self.report = report
  }

  /// Does nothing if the demo school is there already.
  public func load() async throws {
    guard try await session.query("select from app.school where name = 'Demo School'").count == 0 else {
      return report("The demo school is loaded already; nothing was changed.")
    }
    let hash = PasswordHash(hashing: Self.password).phc
    try await session.transaction { session in
      try session.query("select set_config('demo.password_hash', $1, true)", [.text(hash)])
      for script in Script.demo {
        report("  \(script.path)")
        try session.execute(script.text)
      }
    }
    try await session.execute("analyze")
    report("The demo school is loaded.")
  }
}

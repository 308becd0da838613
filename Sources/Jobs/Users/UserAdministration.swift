import Passwords
import Postgres
import SQL

/// Users, from the command line: the first admin of a school, a forgotten password.
public struct UserAdministration: Sendable {
  private let session: Session
  private let common: CommonPasswords

  /// - Parameters:
  ///   - session: of a role that may become `school_support_jobs`.
  ///   - common: passwords that nobody may set.
  public init(_ session: Session, unlike common: CommonPasswords = CommonPasswords()) {
    self.session = session
    self.common = common
  }

  /// Throws `JobError` for an unknown school, a password that is too short or long, or an e-mail that is taken.
  public func create(school: String, email: String, name: String, role: String, password: String) async throws {
    let hash = try hash(password)
    try await act { session in
      let rows = try session.query(.addUser, [.text(school), .text(email), .text(name), .text(role)])
      guard rows.count == 1 else { throw JobError("There is no school \(school); see: school-support school list.") }
      try session.query(.setPassword, [Value(rows.int(0, 0)), Value(rows.int(0, 1)), .text(hash)])
    }
  }

  /// Ends the user's sessions at once. Throws `JobError` for an unknown e-mail.
  public func disable(email: String) async throws {
    try await act { session in
      guard try session.query(.disableUser, [.text(email)]).count == 1 else { throw unknown(email) }
    }
  }

  /// Ends the user's sessions at once. Throws `JobError` for an unknown e-mail, or a password that is too short or long.
  public func setPassword(email: String, password: String) async throws {
    let hash = try hash(password)
    try await act { session in
      let rows = try session.query(.findUser, [.text(email)])
      guard rows.count == 1 else { throw unknown(email) }
      try session.query(.setPassword, [Value(rows.int(0, 0)), Value(rows.int(0, 1)), .text(hash)])
    }
  }

  /// A link that sets a new password, once and within an hour. Throws `JobError` for an unknown or disabled user.
  public func resetPassword(email: String, publicURL: String) async throws -> ResetLink {
    let token = ResetToken()
    try await act { session in
      guard try session.query(.handOutPasswordReset, [.text(email), .bytes(token.hash)]).bool(0, 0) == true else {
        throw unknown(email)
      }
    }
    return ResetLink(token, publicURL: publicURL)
  }

  /// Ends the user's sessions at once. Throws `JobError` for an unknown e-mail, or a user without a second factor.
  public func removeSecondFactor(email: String) async throws {
    try await act { session in
      let rows = try session.query(.removeSecondFactor, [.text(email)])
      guard rows.count == 1 else { throw unknown(email) }
      guard rows.bool(0, 0) == true else { throw JobError("\(email) has no second factor.") }
    }
  }

  /// From the next request on. No roles: nobody has to. Throws `JobError` for an unknown school.
  public func requireSecondFactor(school: String, roles: [String]) async throws {
    try await act { session in
      let rows = try session.query(.requireSecondFactor, [.text(school), .text("{\(roles.joined(separator: ","))}")])
      guard rows.count == 1 else { throw JobError("There is no school \(school); see: school-support school list.") }
    }
  }

  private func hash(_ password: String) throws(JobError) -> String {
    guard (12...128).contains(password.count) else { throw JobError("A password has 12 to 128 characters.") }
    guard !common.contain(password) else { throw JobError("Many people have this password; it is guessed first.") }
    return PasswordHash(hashing: password).phc
  }

  private func unknown(_ email: String) -> JobError { JobError("There is no user with the e-mail \(email).") }

  private func act(_ work: @Sendable (isolated Session) async throws -> Void) async throws {
    do {
      try await session.transactionAsJobs(work)
    } catch PostgresError.server(let error) where error.constraint == "user_account_email" {
      throw JobError("There is a user with this e-mail already.")
    } catch PostgresError.server(let error) where error.sqlstate == "23514" {
      throw JobError("The e-mail or the name is not as it must be (\(error.constraint ?? "")).")
    }
  }
}

import Logging
import Passwords
import Postgres
import SQL
import ServiceLifecycle

/// Mails links to who forgot their password. A token is made here, leaves by the mail, and stays nowhere: the database has its hash.
public struct ResetMails: Service {
  private static let pause = Duration.seconds(5)

  private let connection: StandingConnection
  private let configuration: MailConfiguration?
  private let logger: Logger

  /// - Parameters:
  ///   - conninfo: of a role that may become `school_support_jobs`.
  ///   - configuration: nil if this installation sends no mail; then requests are forgotten and administrators hand out links.
  public init(_ conninfo: String, configuration: MailConfiguration?, logger: Logger) {
    connection = StandingConnection(conninfo: conninfo, work: "mail", channel: "password_reset", logger: logger)
    self.configuration = configuration
    self.logger = logger
  }

  /// Until shutdown. A lost connection is opened again.
  public func run() async throws {
    await connection.run { session in
      while !Task.isCancelled {
        while try await next(session), !Task.isCancelled {}
        _ = try await session.notifications(timeout: Self.pause)
      }
    }
  }

  /// Mails the link that has waited longest. False if nobody waits.
  ///
  /// The hash is committed before the mail leaves, so that every link that arrives works. A mail that fails is tried again later, with
  /// another token.
  private func next(_ session: Session) async throws -> Bool {
    let token = ResetToken()
    let rows = try await session.query(.nextPasswordReset, [.bytes(token.hash)])
    guard rows.count == 1, let id = rows.int(0, 0) else { return false }
    guard let email = rows.string(0, 1) else { return true }
    guard let configuration else {
      logger.warning("somebody forgot their password, but MAIL_COMMAND is not set: see user reset-password --help")
      try await session.query(.finishResetMail, [.int(id)])
      return true
    }
    let link = ResetLink(token, publicURL: configuration.publicURL)
    let mail = ResetMail(from: configuration.from, to: email, name: rows.string(0, 2) ?? "", link: link)
    do {
      try await MailCommand(words: configuration.command).send(mail.text)
      try await session.query(.finishResetMail, [.int(id)])
    } catch let error as MailCommand.Failure {
      logger.error("a mail did not leave; it is tried again", metadata: ["request": "\(id)", "error": "\(error)"])
    }
    return true
  }
}

import Glibc
import Postgres

/// What the commands share that change the database.
enum Administration {
  /// Opens a connection with DATABASE_ADMIN_URL and closes it in the end.
  static func run(_ work: (Session) async throws -> Void) async throws {
    let session = try await Session.connect(
      try await Settings().databaseAdminURL, applicationName: "school-support")
    do {
      try await work(session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }

  /// A line for people, who see it at once, through a pipe too.
  @Sendable static func report(_ line: String) {
    print(line)
    fflush(nil)
  }
}

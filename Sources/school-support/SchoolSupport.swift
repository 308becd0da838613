import ArgumentParser
import Jobs
import Postgres

/// The one executable: server, migrations and maintenance.
@main
struct SchoolSupport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "school-support",
    abstract: "Notice early that a student is drifting away, and follow up until it is solved.",
    discussion: """
      Settings come from the environment, or from a JSON file that SCHOOL_SUPPORT_CONFIG names; options win over both.

        DATABASE_URL           what workers connect with: role school_support_api (or DATABASE_URL_FILE, a file with it)
        DATABASE_ADMIN_URL     what all other commands connect with; default: DATABASE_URL (or DATABASE_ADMIN_URL_FILE)
        DATABASE_JOBS_URL      what the jobs process connects with: role school_support_jobs; default: DATABASE_ADMIN_URL
                               (or DATABASE_JOBS_URL_FILE)
        DATABASE_REPLICA_URL   a standby that answers reads (or DATABASE_REPLICA_URL_FILE); default: none
        REPLICA_MAX_LAG        seconds; a standby further behind is not used; default 5
        LISTEN                 where to serve, HOST:PORT or unix:DIRECTORY (a socket for each worker); default
                               127.0.0.1:8080
        ADMIN                  where serve tells figures (/metrics) and health, HOST:PORT or unix:PATH; default: nowhere
        WORKERS                worker processes; default: one a core
        READ_CONNECTIONS       connections of a worker for reads; default 2
        READ_DEPTH             requests in flight on each of them; default 16
        WRITE_CONNECTIONS      connections of a worker for writes; default 8
        TOTP_KEY               seals second factors, ID:BASE64 of 32 bytes; an older key may follow after a comma
                               (or TOTP_KEY_FILE)
        COMMON_PASSWORDS_FILE  passwords that nobody may set, one a line; default: none
        MAIL_COMMAND           takes mail on its standard input, such as /usr/bin/msmtp -t; default: no mail
        MAIL_FROM              whom mail comes from
        PUBLIC_URL             where people reach this server, such as https://school.example; for links
        COOKIE_SECURE          true: browsers send the session cookie over TLS only; default false
        TRUST_PROXY            true: X-Forwarded-For comes from our own proxy; default false
        WEB_ROOT               the folder of the web pages, where no proxy serves them; default: none are served
        BACKUP_STATUS_FILE     where the backup notes the Unix time of its last success, for the figures
        LOG_LEVEL              trace, debug, info, notice, warning, error or critical; default info
        LOG_FORMAT             json or text; default: text on a terminal, else json
      """,
    subcommands: [
      Serve.self, Work.self, Job.self, Migrate.self, Evaluate.self, Clean.self, School.self, User.self, Demo.self,
      Import.self, HealthCheck.self,
    ])

  /// Exit codes: 64 wrong usage, 69 no database, 78 wrong setting, 1 whatever else was refused.
  static func main() async {
    PrivateMemory.protect()
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as SettingError {
      fail(error.description, 78)
    } catch PostgresError.unreachable(let reason) {
      fail("The database cannot be reached: \(reason)", 69)
    } catch let error as JobError {
      fail(error.description, 1)
    } catch let error as PostgresError {
      fail(error.description, 1)
    } catch {
      exit(withError: error)
    }
  }

  private static func fail(_ message: String, _ code: Int32) -> Never {
    StandardError.write("school-support: \(message)\n")
    exit(withError: ExitCode(code))
  }
}

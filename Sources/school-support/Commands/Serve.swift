import API
import ArgumentParser
import Fleet
import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// The server: a supervisor, its workers and the jobs process.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the API with several worker processes that share a port, and a jobs process.",
    discussion:
      "A worker that dies is started again. SIGTERM and SIGINT let requests in flight finish, for at most 20 s.")

  @Option(help: "Worker processes. (default: WORKERS, or one a core)")
  var workers: Int?

  @Option(help: "HOST:PORT. (default: LISTEN, or 127.0.0.1:8080)")
  var listen: String?

  @Flag(help: "Leave the jobs process out: indicators and alerts are evaluated elsewhere.")
  var withoutJobs = false

  func run() async throws {
    let settings = try await Settings()
    let address = try settings.listen(listen)
    guard case .tcp = address else {
      throw SettingError(
        listen == nil ? "LISTEN" : "--listen", "\(address)", "HOST:PORT: workers share a port, not a socket")
    }
    _ = try (settings.database(), settings.api(), settings.mail())
    let logger = try settings.logger("supervisor")
    let executable = try Self.ownExecutable()
    let worker = Program(
      executable: executable, arguments: ["worker", "--supervised", "--listen", "\(address)"])
    let jobs = Program(executable: executable, arguments: ["jobs", "--supervised"])
    if !withoutJobs { _ = try settings.databaseJobsURL }
    let supervisor = Supervisor(
      Array(repeating: worker, count: try settings.workers(workers)) + (withoutJobs ? [] : [jobs]), logger: logger)
    logger.notice("serving", metadata: ["address": "http://\(address)"])
    let group = ServiceGroup(
      configuration: .init(services: [supervisor], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
    } catch let error as Supervisor.CannotRun {
      logger.critical("\(error)")
      throw ExitCode(1)
    }
  }

  /// The file that runs now; a replaced one is found by its name.
  private static func ownExecutable() throws -> String {
    guard let path = realpath("/proc/self/exe", nil) else { throw SettingError("/proc", nil, "mounted") }
    defer { free(path) }
    return String(cString: path)
  }
}

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
    abstract: "Serve the API with several worker processes, and run a jobs process.",
    discussion: """
      A child that dies or is silent for 10 s is started again. Signals:

        SIGTERM, SIGINT   let requests in flight finish, for at most 20 s, and end
        SIGHUP            read the settings again and replace the children one by one, also by a new release
        SIGUSR1           log in debug, and as before the next time
      """)

  @Option(help: "Worker processes. (default: WORKERS, or one a core)")
  var workers: Int?

  @Option(
    help: "HOST:PORT, shared by all workers, or unix:DIRECTORY, a socket for each. (default: LISTEN, or 127.0.0.1:8080)"
  )
  var listen: String?

  @Option(help: "HOST:PORT or unix:PATH for /metrics and /health. (default: ADMIN, or none)")
  var admin: String?

  @Flag(help: "Leave the jobs process out: indicators and alerts are evaluated elsewhere.")
  var withoutJobs = false

  @Flag(help: "Leave the workers out: requests are served elsewhere.")
  var withoutWorkers = false

  func validate() throws {
    if withoutJobs && withoutWorkers { throw ValidationError("Without workers and jobs nothing is left to run.") }
  }

  func run() async throws {
    let settings = try await Settings()
    let level = try settings.logLevel()
    let logger = try settings.logger("supervisor", level)
    let command = self
    let supervisor = Supervisor(manager: settings.serviceManager, logger: logger) {
      try await command.plan(logger)
    }
    var services: [any Service] = [supervisor]
    if let address = try settings.admin(admin) {
      services.insert(AdminServer(supervisor: supervisor, address: address, logger: logger), at: 0)
    }
    let address = try settings.listen(listen)
    logger.notice("serving", metadata: ["address": "\(withoutWorkers ? "none" : address.url)"])
    do {
      try await run(services, logger)
    } catch let error as Supervisor.CannotRun {
      logger.critical("\(error)")
      throw ExitCode(1)
    }
    if !withoutWorkers { removeSockets(address) }
  }

  private func run(_ services: [any Service], _ logger: Logger) async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }

  /// One program for each child, by the settings of this moment. Throws `SettingError` for those that are wrong.
  private func plan(_ logger: Logger) async throws -> [Program] {
    let settings = try await Settings()
    _ = try (settings.logLevel(), settings.mail())
    let executable = try OwnExecutable.path()
    let workers = withoutWorkers ? [] : try await workers(settings, executable, logger)
    guard !withoutJobs else { return workers }
    _ = try settings.databaseJobsURL
    return workers + [Program(kind: "jobs", executable: executable, arguments: ["jobs", "--supervised"])]
  }

  private func workers(_ settings: Settings, _ executable: String, _ logger: Logger) async throws -> [Program] {
    _ = try (settings.database(), settings.replica(), settings.api())
    let address = try settings.listen(listen)
    let count = try settings.workers(workers)
    try await ConnectionBudget(workers: count, settings).check(logger)
    if case .unix(let folder) = address, mkdir(folder, 0o750) != 0, errno != EEXIST {
      throw SettingError("LISTEN", "\(address)", "unix: and a folder that can be made")
    }
    return (1...count).map { number in
      let arguments = ["worker", "--supervised", "--listen", "\(address.ofWorker(number))"]
      return Program(kind: "worker", executable: executable, arguments: arguments, followerArguments: ["--follows"])
    }
  }

  private func removeSockets(_ address: ListenAddress) {
    guard case .unix = address else { return }
    for number in 1...256 {
      if case .unix(let path) = address.ofWorker(number) { unlink(path) }
    }
  }
}

extension ListenAddress {
  /// A port is shared, a folder has a socket for each.
  fileprivate func ofWorker(_ number: Int) -> ListenAddress {
    switch self {
    case .tcp: self
    case .unix(let folder): .unix(path: "\(folder)/worker-\(number).sock")
    }
  }

  fileprivate var url: String {
    switch self {
    case .tcp: "http://\(self)"
    case .unix: "\(self)"
    }
  }
}

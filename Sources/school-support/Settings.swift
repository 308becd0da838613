import API
import Configuration
import Fleet
import Glibc
import Jobs
import Logging
import Passwords
import Postgres
import SystemPackage

/// Every setting, checked. The only place that reads the environment.
struct Settings: Sendable {
  private let reader: ConfigReader

  /// The environment, and the JSON file that SCHOOL_SUPPORT_CONFIG names. Throws `SettingError` for a file that cannot be
  /// read.
  init() async throws {
    let environment = EnvironmentVariablesProvider()
    let file = ConfigReader(provider: environment).string(forKey: "school.support.config")
    guard let file else {
      reader = ConfigReader(provider: environment)
      return
    }
    do {
      reader = ConfigReader(providers: [environment, try await FileProvider<JSONSnapshot>(filePath: FilePath(file))])
    } catch {
      throw SettingError("SCHOOL_SUPPORT_CONFIG", file, "the path of a JSON file that can be read")
    }
  }

  // MARK: Database

  /// DATABASE_URL: a libpq connection string for the role school_support_api.
  var databaseURL: String {
    get throws {
      try secret("DATABASE_URL")
        ?? { throw SettingError("DATABASE_URL", nil, "such as postgresql://school_support_api@127.0.0.1/school") }()
    }
  }

  /// DATABASE_ADMIN_URL: for all that is not serving. Default: DATABASE_URL.
  var databaseAdminURL: String {
    get throws { try secret("DATABASE_ADMIN_URL") ?? databaseURL }
  }

  /// DATABASE_JOBS_URL: for the jobs process, role school_support_jobs. Default: DATABASE_ADMIN_URL.
  var databaseJobsURL: String {
    get throws {
      try secret("DATABASE_JOBS_URL") ?? secret("DATABASE_ADMIN_URL")
        ?? {
          throw SettingError("DATABASE_JOBS_URL", nil, "such as postgresql://school_support_jobs@127.0.0.1/school")
        }()
    }
  }

  /// READ_CONNECTIONS, READ_DEPTH and WRITE_CONNECTIONS of each worker.
  func database() throws -> DatabaseConfiguration {
    var configuration = DatabaseConfiguration(conninfo: try databaseURL)
    configuration.lanes[.read]?.connections = try number("READ_CONNECTIONS", 1...64) ?? 2
    configuration.lanes[.read]?.depth = try number("READ_DEPTH", 1...256) ?? 16
    configuration.lanes[.write]?.connections = try number("WRITE_CONNECTIONS", 1...64) ?? 8
    return configuration
  }

  /// DATABASE_REPLICA_URL: of a standby, for reads, with as many connections as those of the primary, and one that asks how far it
  /// is. Nil: there is none.
  func replica() throws -> DatabaseConfiguration? {
    guard let url = try secret("DATABASE_REPLICA_URL") else { return nil }
    var configuration = try database()
    configuration.conninfo = url
    configuration.lanes[.write] = nil
    // What is not there by then, the primary still has time for.
    configuration.lanes[.read]?.statementTimeout = .seconds(1)
    configuration.requestDeadline = .milliseconds(1500)
    configuration.queueTimeout = .milliseconds(100)
    configuration.lanes[.report] = LaneConfiguration(
      connections: 1, statementTimeout: .seconds(1), readOnly: true)
    return configuration
  }

  // MARK: Serving

  /// LISTEN. Default: 127.0.0.1:8080.
  func listen(_ option: String?) throws -> ListenAddress {
    let text = option ?? text("LISTEN") ?? "127.0.0.1:8080"
    guard let address = ListenAddress(text) else {
      throw SettingError(option == nil ? "LISTEN" : "--listen", text, "HOST:PORT or unix:PATH")
    }
    return address
  }

  /// ADMIN: where figures and health of the whole are told. Default: nowhere.
  func admin(_ option: String?) throws -> ListenAddress? {
    guard let text = option ?? text("ADMIN") else { return nil }
    guard let address = ListenAddress(text) else {
      throw SettingError(option == nil ? "ADMIN" : "--admin", text, "HOST:PORT or unix:PATH")
    }
    return address
  }

  /// What systemd sets.
  var serviceManager: ServiceManager {
    let names = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]
    return ServiceManager(
      Dictionary(uniqueKeysWithValues: names.compactMap { name in text(name).map { (name, $0) } }))
  }

  /// BACKUP_STATUS_FILE: where the backup notes the Unix time of its last success.
  var backupStatusFile: String? { text("BACKUP_STATUS_FILE") }

  /// WORKERS, 1-256. Default: one a core.
  func workers(_ option: Int?) throws -> Int {
    if let option, !(1...256).contains(option) { throw SettingError("--workers", "\(option)", "from 1 to 256") }
    return try option ?? number("WORKERS", 1...256) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// COOKIE_SECURE, TRUST_PROXY, TOTP_KEY, COMMON_PASSWORDS_FILE and REPLICA_MAX_LAG.
  func api() throws -> APIConfiguration {
    var configuration = APIConfiguration(
      trustProxy: try flag("TRUST_PROXY") ?? false, secureCookies: try flag("COOKIE_SECURE") ?? false,
      keys: try secretKeys())
    configuration.commonPasswords = try commonPasswords()
    configuration.maxReplicaLag = .seconds(try number("REPLICA_MAX_LAG", 1...300) ?? 5)
    configuration.webRoot = text("WEB_ROOT")
    if let root = configuration.webRoot, access("\(root)/index.html", R_OK) != 0 {
      throw SettingError("WEB_ROOT", root, "the folder of the web pages, with index.html in it")
    }
    return configuration
  }

  /// COMMON_PASSWORDS_FILE: a file of passwords that nobody may set, one a line. Default: none.
  func commonPasswords() throws -> CommonPasswords {
    guard let file = text("COMMON_PASSWORDS_FILE") else { return CommonPasswords() }
    guard let lines = TextFile.read(file) else {
      throw SettingError("COMMON_PASSWORDS_FILE", file, "the path of a file that can be read")
    }
    return CommonPasswords(lines: lines)
  }

  /// TOTP_KEY: seals the secrets of second factors. Several are read, the first one seals.
  private func secretKeys() throws -> SecretKeys? {
    guard let text = try secret("TOTP_KEY") else { return nil }
    guard let keys = SecretKeys(text) else {
      // What was given is a secret and must not be repeated.
      throw SettingError("TOTP_KEY", "(hidden)", "such as 2026:…, with 32 bytes in base64: openssl rand -base64 32")
    }
    return keys
  }

  // MARK: Mail

  /// MAIL_COMMAND, MAIL_FROM and PUBLIC_URL. Nil: no mail is sent.
  func mail() throws -> MailConfiguration? {
    guard let command = text("MAIL_COMMAND") else { return nil }
    let words = command.split(separator: " ").map(String.init)
    guard words.first?.hasPrefix("/") == true else {
      throw SettingError("MAIL_COMMAND", command, "a program by its whole path, such as /usr/bin/msmtp -t")
    }
    guard let from = text("MAIL_FROM"), !from.contains(where: \.isWhitespace), from.contains("@") else {
      throw SettingError("MAIL_FROM", text("MAIL_FROM"), "an address such as school-support@school.example")
    }
    return MailConfiguration(command: words, from: from, publicURL: try publicURL())
  }

  /// PUBLIC_URL: where people reach this server, without a slash at the end.
  func publicURL() throws -> String {
    guard let url = text("PUBLIC_URL"), url.hasPrefix("https://") || url.hasPrefix("http://"),
      !url.hasSuffix("/"), !url.contains(where: \.isWhitespace)
    else {
      throw SettingError("PUBLIC_URL", text("PUBLIC_URL"), "such as https://school.example")
    }
    return url
  }

  // MARK: Logs

  /// LOG_LEVEL.
  func logLevel() throws -> LogLevel {
    let name = text("LOG_LEVEL") ?? "info"
    guard let level = Logger.Level(rawValue: name.lowercased()) else {
      throw SettingError("LOG_LEVEL", name, Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return LogLevel(level)
  }

  /// LOG_FORMAT.
  func logger(_ label: String, _ level: LogLevel) throws -> Logger {
    let format = try logFormat()
    return Logger(label: label) { label in LineLogHandler(label: label, format: format, level: level) }
  }

  private func logFormat() throws -> LineLogHandler.Format {
    guard let name = text("LOG_FORMAT") else { return StandardError.isTerminal ? .text : .json }
    guard let format = LineLogHandler.Format(rawValue: name) else {
      throw SettingError("LOG_FORMAT", name, "json or text")
    }
    return format
  }

  // MARK: Reading

  /// READ_DEPTH is read.depth in a file. Empty counts as not set.
  private func text(_ name: String, isSecret: Bool = false) -> String? {
    let key = ConfigKey(name.lowercased().split(separator: "_").map(String.init))
    // A file may also have numbers and booleans.
    let value =
      reader.string(forKey: key, isSecret: isSecret) ?? reader.int(forKey: key).map(String.init)
      ?? reader.bool(forKey: key).map(String.init)
    return value?.isEmpty == true ? nil : value
  }

  /// From the file that NAME_FILE names, so that a secret need not stand in the environment; from NAME if it is empty.
  private func secret(_ name: String) throws -> String? {
    guard let file = text("\(name)_FILE") else { return text(name, isSecret: true) }
    guard let content = TextFile.read(file) else {
      throw SettingError("\(name)_FILE", file, "the path of a file that can be read")
    }
    return content.split(whereSeparator: \.isNewline).first.map(String.init) ?? text(name, isSecret: true)
  }

  private func number(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw SettingError(name, text, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func flag(_ name: String) throws -> Bool? {
    guard let text = text(name) else { return nil }
    guard let flag = Bool(text) else { throw SettingError(name, text, "true or false") }
    return flag
  }
}

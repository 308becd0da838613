import CPQ

/// What libpq is told of one lane's connections: the given string with our settings added, as keywords and values.
struct ConnectionString {
  let text: String

  /// A string that libpq cannot parse is passed on as it is, so that connecting tells what is wrong with it.
  init(_ configuration: DatabaseConfiguration, lane: LaneConfiguration? = nil) {
    guard var settings = Self.parse(configuration.conninfo) else {
      text = configuration.conninfo
      return
    }
    settings["options"] = [settings["options"], lane?.startupOptions].compactMap(\.self).joined(separator: " ")
    // libpq would find a lane that only reads unfit for read-write on every host; what is meant is the primary.
    if lane?.readOnly == true, settings["target_session_attrs"] == "read-write" {
      settings["target_session_attrs"] = "primary"
    }
    // A peer that has vanished without a word is found out within 10 s. Of several hosts each has its time to answer.
    let defaults = [
      "connect_timeout": String(configuration.connectTimeout),
      "fallback_application_name": configuration.applicationName, "keepalives_idle": "5", "keepalives_interval": "2",
      "keepalives_count": "2", "tcp_user_timeout": "10000", "client_encoding": "UTF8",
    ]
    settings.merge(defaults) { given, _ in given }
    text = settings.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.quoted($0.value))" }.joined(separator: " ")
  }

  private static func parse(_ conninfo: String) -> [String: String]? {
    guard let options = PQconninfoParse(conninfo, nil) else { return nil }
    defer { PQconninfoFree(options) }
    var settings: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { settings[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return settings
  }

  private static func quoted(_ value: String) -> String {
    "'" + value.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
  }
}

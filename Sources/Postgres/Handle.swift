import CPQ

/// A blocking connection of libpq, closed in the end.
///
/// `@unchecked Sendable`: used on the queue of the session that owns it.
final class Handle: @unchecked Sendable {
  private(set) var connection: OpaquePointer?
  private let conninfo: String
  private let applicationName: String
  private let onNotice: (@Sendable (String) -> Void)?

  init(_ conninfo: String, _ applicationName: String, _ onNotice: (@Sendable (String) -> Void)?) {
    self.conninfo = conninfo
    self.applicationName = applicationName
    self.onNotice = onNotice
  }

  deinit { close() }

  func open() {
    let configuration = DatabaseConfiguration(conninfo: conninfo, applicationName: applicationName)
    connection = PQconnectdb(ConnectionString(configuration).text)
    PQsetNoticeProcessor(
      connection,
      { owner, message in
        guard let owner, let message else { return }
        Unmanaged<Handle>.fromOpaque(owner).takeUnretainedValue().onNotice?(String(cString: message))
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  var message: String {
    connection.flatMap(PQerrorMessage).map { String(cString: $0) }?
      .split(separator: "\n").joined(separator: "; ") ?? "out of memory"
  }

  /// What has arrived and nobody has taken yet.
  func notifications() -> [Notification] {
    var notifications: [Notification] = []
    while let next = PQnotifies(connection) {
      notifications.append(
        Notification(
          channel: String(cString: next.pointee.relname), payload: String(cString: next.pointee.extra),
          sender: Int(next.pointee.be_pid)))
      PQfreemem(next)
    }
    return notifications
  }

  func close() {
    PQfinish(connection)
    connection = nil
  }
}

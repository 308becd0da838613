import Glibc
import Logging

/// One line a record, to standard error: JSON for machines, text for people at a terminal.
struct LineLogHandler: LogHandler {
  enum Format: String, Sendable {
    case json
    case text
  }

  let label: String
  let format: Format
  let level: LogLevel
  var metadata: Logger.Metadata = [:]

  init(label: String, format: Format, level: LogLevel) {
    self.label = label
    self.format = format
    self.level = level
  }

  /// Of the whole process; it cannot be set for one logger.
  var logLevel: Logger.Level {
    get { level.current }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var all = metadata
    if let more = event.metadata { all.merge(more) { $1 } }
    let fields = all.map { ($0.key, $0.value.description) }.sorted { $0.0 < $1.0 }
    let line = LogLine(level: event.level.rawValue, label: label, message: event.message.description, fields: fields)
    StandardError.write(format == .json ? line.json : line.text)
  }
}

import FoundationEssentials
import Glibc

/// One record of the log, with its line end.
struct LogLine {
  let level: String
  let label: String
  let message: String
  let fields: [(name: String, value: String)]

  /// `{"time": ..., "level": ..., "message": ..., ...fields}`
  var json: String {
    var line =
      "{\"time\":\"\(Self.now)\",\"level\":\"\(level)\",\"process\":\"\(label)\",\"pid\":\(getpid()),\"message\":"
    line += Self.quoted(message)
    for (name, value) in fields { line += ",\(Self.quoted(name)):\(Self.isNumber(value) ? value : Self.quoted(value))" }
    return line + "}\n"
  }

  /// Time of day, level, message, fields.
  var text: String {
    var line =
      "\(Self.now.dropFirst(11).prefix(12)) \(level)\(String(repeating: " ", count: max(0, 8 - level.count))) \(message)"
    for (name, value) in fields { line += " \(name)=\(value)" }
    return line + "\n"
  }

  /// RFC 3339, UTC, milliseconds.
  private static var now: String {
    let now = Date().timeIntervalSince1970
    var seconds = time_t(now)
    var fields = tm()
    gmtime_r(&seconds, &fields)
    let milliseconds = 1000 + Int((now - Double(seconds)) * 1000)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      let length = strftime(buffer.baseAddress!, 32, "%Y-%m-%dT%H:%M:%S.", &fields)
      return String(decoding: UnsafeRawBufferPointer(buffer)[..<length], as: UTF8.self)
        + "\(milliseconds)".dropFirst() + "Z"
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, (48...57).contains(first),
      first != 48 || text.utf8.count == 1 || text.hasPrefix("0.")
    else { return false }
    return text.utf8.count < 16 && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
      && text.utf8.count(where: { $0 == 46 }) < 2 && text.utf8.last != 46
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20:
        quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

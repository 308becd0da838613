/// Names one request in the response, the log, the audit trail and `pg_stat_activity`.
struct RequestID: Sendable, CustomStringConvertible {
  let description: String

  /// Takes over what a proxy or client sent, if it can stand in every one of those places: 1-63 letters, digits, `.`, `_`
  /// and `-`. Anything else is replaced by 128 random bits in hexadecimal.
  init(header: String?) {
    if let header, (1...63).contains(header.utf8.count), header.utf8.allSatisfy(Self.isAllowed) {
      description = header
    } else {
      description = Self.random()
    }
  }

  private static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return withUnsafeBytes(of: (generator.next(), generator.next())) { Hexadecimal.encode($0) }
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

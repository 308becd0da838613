/// A place in the primary's write-ahead log, such as `16/B374D848`. What was committed before it stands in front of it.
struct LogPosition: Comparable, Sendable, CustomStringConvertible {
  private let value: UInt64

  /// Further than any standby is.
  static let newest = LogPosition(value: .max)

  private init(value: UInt64) { self.value = value }

  /// Two hexadecimal numbers of 1-8 digits, as PostgreSQL writes them; nil for anything else.
  init?(_ text: some StringProtocol) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let high = Self.half(halves[0]), let low = Self.half(halves[1]) else { return nil }
    value = UInt64(high) << 32 | UInt64(low)
  }

  private static func half(_ digits: some StringProtocol) -> UInt32? {
    guard (1...8).contains(digits.utf8.count), digits.utf8.allSatisfy(isDigit) else { return nil }
    return UInt32(digits, radix: 16)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { Character(Unicode.Scalar(byte)).isHexDigit }

  var description: String {
    "\(String(value >> 32, radix: 16, uppercase: true))/\(String(value & 0xffff_ffff, radix: 16, uppercase: true))"
  }

  static func < (a: LogPosition, b: LogPosition) -> Bool { a.value < b.value }
}

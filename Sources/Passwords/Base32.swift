/// Bytes in the letters A-Z and digits 2-7 (RFC 4648), without padding: what people copy by hand.
enum Base32 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var bits = 0
    var pending = 0
    for byte in bytes {
      pending = pending << 8 | Int(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[pending >> bits & 31])
      }
      pending &= 1 << bits - 1
    }
    if bits > 0 { text.append(digits[pending << (5 - bits) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  static func isDigit(_ byte: UInt8) -> Bool { digits.contains(byte) }
}

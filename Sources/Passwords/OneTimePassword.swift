import Crypto

/// What a user's device and the server share to make codes of the time of day: RFC 6238 with SHA-1, 6 digits, 30 s, which every
/// authenticator app understands.
public struct OneTimePassword: Sendable {
  /// Seconds for which a code is good.
  static let period = 30

  public let secret: [UInt8]

  /// A fresh secret of 160 bits.
  public init() { secret = SymmetricKey(size: .init(bitCount: 160)).withUnsafeBytes { Array($0) } }

  public init(secret: [UInt8]) { self.secret = secret }

  /// As people type it into an app that cannot scan.
  public var base32: String { Base32.encode(secret) }

  /// What a QR code of it holds.
  public func uri(email: String) -> String {
    let issuer = "School%20Support"
    return "otpauth://totp/\(issuer):\(Self.escaped(email))?secret=\(base32)&issuer=\(issuer)"
      + "&algorithm=SHA1&digits=6&period=\(Self.period)"
  }

  /// The step that a code belongs to: that of this time (Unix, seconds), the one before or the one after, as clocks differ.
  /// Nil for any other code, and for a step that is not after the one that was used last.
  public func step(of code: String, at time: Double, after last: Int) -> Int? {
    let now = Int(time) / Self.period
    var found: Int?
    for step in (now - 1)...(now + 1) where Self.areEqual(self.code(step), code) && step > last { found = step }
    return found
  }

  /// The six digits of a step.
  func code(_ step: Int) -> String {
    let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Array($0) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(hash[19] & 15)
    let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  private static func areEqual(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// As a part of a URI: all but letters, digits and `-._~` become `%XX`.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default: escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}

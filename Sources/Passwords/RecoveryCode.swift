import Crypto

/// Signs in once instead of a code of the device: 120 random bits, which need no slow hash.
public struct RecoveryCode: Sendable {
  static let length = 24

  /// 24 letters and digits, without hyphens.
  let digits: String

  public init() { digits = Base32.encode(SymmetricKey(size: .init(bitCount: 120)).withUnsafeBytes { Array($0) }) }

  /// Nil if the text, in upper case and without spaces and hyphens, cannot be one.
  public init?(_ text: String) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy(Base32.isDigit) else { return nil }
    digits = text
  }

  /// As it is shown, once: `ABCD-EFGH-IJKL-MNOP-QRST-UVWX`.
  public var text: String {
    stride(from: 0, to: Self.length, by: 4)
      .map { String(decoding: Array(digits.utf8)[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
  }

  /// 32 bytes: all that the database knows of it.
  public var hash: [UInt8] { Array(SHA256.hash(data: Array("recovery:\(digits)".utf8))) }
}

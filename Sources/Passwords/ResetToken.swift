import Crypto

/// Lets its holder set a new password, once: 256 random bits. The database knows its SHA-256 only.
public struct ResetToken: Sendable {
  /// 64 hexadecimal digits.
  public let text: String

  public init() {
    text = SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  /// Nil if the text cannot be a token.
  public init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    self.text = text
  }

  /// 32 bytes.
  public var hash: [UInt8] { Array(SHA256.hash(data: Array("reset:\(text)".utf8))) }
}

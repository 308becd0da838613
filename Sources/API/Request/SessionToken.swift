import Crypto

/// The secret that a client holds while it is signed in: 256 random bits. The database knows its SHA-256 only.
struct SessionToken: Sendable {
  /// 64 hexadecimal digits.
  let text: String

  init() {
    text = SymmetricKey(size: .bits256).withUnsafeBytes { Hexadecimal.encode($0) }
  }

  /// Nil if the text cannot be a token.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64, text.utf8.allSatisfy(Hexadecimal.isDigit) else { return nil }
    self.text = String(text)
  }

  /// 32 bytes.
  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

  /// What a page must send with a request that changes something, to show that it is not a foreign page which only makes
  /// the browser send the cookie along.
  var csrfToken: String {
    Array(SHA256.hash(data: Array("csrf:\(text)".utf8))).withUnsafeBytes { Hexadecimal.encode($0) }
  }
}

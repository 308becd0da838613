import Crypto
import FoundationEssentials

/// The server's keys for secrets that the database keeps but must not know: AES-256-GCM. The first seals, all of them open, so
/// that a new one can be put in front of the old.
public struct SecretKeys: Sendable {
  private let current: String
  private let keys: [String: SymmetricKey]

  /// `id:base64,id:base64`: ids of letters, digits, `_` and `-`, keys of 32 bytes. Nil for anything else.
  public init?(_ text: String) {
    var keys: [String: SymmetricKey] = [:]
    var ids: [String] = []
    for part in text.split(separator: ",") {
      let pair = part.split(separator: ":").map { String($0.drop { $0 == " " }) }
      guard pair.count == 2, Self.isID(pair[0]), keys[pair[0]] == nil, let data = Data(base64Encoded: pair[1]),
        data.count == 32
      else { return nil }
      keys[pair[0]] = SymmetricKey(data: data)
      ids.append(pair[0])
    }
    guard let first = ids.first else { return nil }
    current = first
    self.keys = keys
  }

  /// `id.base64` of nonce, ciphertext and tag. The context, whose it is, is needed to open it again.
  public func seal(_ secret: [UInt8], context: String) throws -> String {
    guard let key = keys[current] else { throw CryptoKitError.incorrectKeySize }
    let box = try AES.GCM.seal(secret, using: key, authenticating: Array(context.utf8))
    return "\(current).\((box.combined ?? Data()).base64EncodedString())"
  }

  /// Nil if none of the keys sealed it, or not for this context.
  public func open(_ sealed: String, context: String) -> [UInt8]? {
    let parts = sealed.split(separator: ".").map(String.init)
    guard parts.count == 2, let key = keys[parts[0]], let data = Data(base64Encoded: parts[1]),
      let box = try? AES.GCM.SealedBox(combined: data)
    else { return nil }
    return (try? AES.GCM.open(box, using: key, authenticating: Array(context.utf8))).map { Array($0) }
  }

  /// Whether the key that seals now sealed it.
  public func isCurrent(_ sealed: String) -> Bool { sealed.hasPrefix("\(current).") }

  private static func isID(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        ($0 | 32) >= UInt8(ascii: "a") && ($0 | 32) <= UInt8(ascii: "z") || (48...57).contains($0) || $0 == 45
          || $0 == 95
      }
  }
}

import FoundationEssentials
import Passwords

/// A code as somebody typed it: of their device, or one of their recovery codes.
enum GivenCode: Sendable {
  case oneTime(String)
  case recovery(RecoveryCode)

  /// Letters may be small, spaces and hyphens stand anywhere. Nil for what cannot be a code.
  init?(_ text: String?) {
    let text = String((text ?? "").filter { !$0.isWhitespace && $0 != "-" }).uppercased()
    if text.utf8.count == 6, text.utf8.allSatisfy({ (48...57).contains($0) }) {
      self = .oneTime(text)
    } else if let code = RecoveryCode(text) {
      self = .recovery(code)
    } else {
      return nil
    }
  }

  /// What of it the database is to use up; nil if it is the code of no step that may still be used.
  func proof(of password: OneTimePassword?, after last: Int) -> Proof? {
    switch self {
    case .recovery(let code): Proof(step: nil, recoveryHash: code.hash)
    case .oneTime(let code):
      password?.step(of: code, at: Date().timeIntervalSince1970, after: last).map { Proof(step: $0, recoveryHash: nil) }
    }
  }

  /// A step, or the hash of a recovery code.
  struct Proof: Sendable {
    let step: Int?
    let recoveryHash: [UInt8]?
  }
}

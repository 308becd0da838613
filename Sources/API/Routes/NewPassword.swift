import Passwords

/// A password that may be set: 12 to 128 characters, and none that many people have.
struct NewPassword: Sendable {
  let text: String

  /// Throws `Problem.invalid`.
  init(_ text: String?, field: String = "password", unlike common: CommonPasswords) throws(Problem) {
    guard let text, (12...128).contains(text.count) else {
      throw .invalid(field: field, message: "\(field) must have 12 to 128 characters")
    }
    guard !common.contain(text) else {
      throw .invalid(field: field, message: "\(field) is one that many people have, and is guessed first")
    }
    self.text = text
  }
}

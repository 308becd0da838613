/// A password that may be set: 12 to 128 characters.
struct NewPassword: Sendable {
  let text: String

  /// Throws `Problem.invalid`.
  init(_ text: String?, field: String = "password") throws(Problem) {
    guard let text, (12...128).contains(text.count) else {
      throw .invalid(field: field, message: "\(field) must have 12 to 128 characters")
    }
    self.text = text
  }
}

/// A file of `sql/` that is run whole.
public struct Script: Sendable {
  /// Relative to `sql/`.
  public let path: String
  public let text: String

  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}

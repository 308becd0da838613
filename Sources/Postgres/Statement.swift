/// The text of one SQL statement with parameters `$1`, `$2`, ..., prepared once on each connection under its name.
public struct Statement: Sendable, Hashable {
  /// Unique among all statements of a process.
  public let name: String
  public let text: String

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

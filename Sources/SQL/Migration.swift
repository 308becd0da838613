/// One step of the schema's state, with its way back.
public struct Migration: Sendable {
  /// The four digits that its file names begin with.
  public let number: Int
  public let name: String
  public let up: String
  public let down: String

  public init(number: Int, name: String, up: String, down: String) {
    self.number = number
    self.name = name
    self.up = up
    self.down = down
  }
}

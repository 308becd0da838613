/// One statement of a request, with its parameters.
public struct Step: Sendable {
  public let statement: Statement
  /// For `$1`, `$2`, ... in this order.
  public let values: [Value]

  public init(_ statement: Statement, _ values: [Value] = []) {
    self.statement = statement
    self.values = values
  }
}

/// What the supervisor starts.
public struct Program: Sendable, Equatable {
  /// What it is called in logs and figures, such as `worker`.
  public var kind: String
  public var executable: String
  public var arguments: [String]

  public init(kind: String, executable: String, arguments: [String]) {
    self.kind = kind
    self.executable = executable
    self.arguments = arguments
  }
}

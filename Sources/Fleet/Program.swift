/// What the supervisor starts.
public struct Program: Sendable {
  public var executable: String
  public var arguments: [String]

  public init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }
}

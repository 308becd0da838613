/// What the supervisor starts.
public struct Program: Sendable, Equatable {
  /// What it is called in logs and figures, such as `worker`.
  public var kind: String
  public var executable: String
  public var arguments: [String]
  /// What it is told besides when another does its work until it is ready itself.
  public var followerArguments: [String]

  public init(kind: String, executable: String, arguments: [String], followerArguments: [String] = []) {
    self.kind = kind
    self.executable = executable
    self.arguments = arguments
    self.followerArguments = followerArguments
  }

  var asFollower: Program {
    Program(kind: kind, executable: executable, arguments: arguments + followerArguments)
  }
}

/// How mail leaves, and what stands in it.
public struct MailConfiguration: Sendable {
  /// The program by its path, and its arguments. It takes the mail, headers first, on its standard input.
  public var command: [String]
  /// The address that mail comes from.
  public var from: String
  /// Where people reach the server, without a slash at the end.
  public var publicURL: String

  public init(command: [String], from: String, publicURL: String) {
    self.command = command
    self.from = from
    self.publicURL = publicURL
  }
}

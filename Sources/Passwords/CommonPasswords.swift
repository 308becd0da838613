/// Passwords that are guessed first, because many people have them.
public struct CommonPasswords: Sendable {
  private let passwords: Set<String>

  /// None.
  public init() { passwords = [] }

  /// One a line.
  public init(lines: String) {
    passwords = Set(lines.split(whereSeparator: \.isNewline).map { $0.lowercased() })
  }

  /// Whether the password is one of them, in whatever letter case.
  public func contain(_ password: String) -> Bool { passwords.contains(password.lowercased()) }
}

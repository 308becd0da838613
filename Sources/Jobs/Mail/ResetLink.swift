import Passwords

/// Where somebody sets a new password. The token stands behind the `#`, which browsers send to no server and in no Referer.
public struct ResetLink: Sendable, CustomStringConvertible {
  public let description: String

  public init(_ token: ResetToken, publicURL: String) {
    description = "\(publicURL)/reset-password/#token=\(token.text)"
  }
}

import Passwords

/// How the API stands to the world outside.
public struct APIConfiguration: Sendable {
  /// Whether `X-Forwarded-For` comes from our own proxy and can be believed.
  public var trustProxy: Bool
  /// Whether the session cookie is for TLS only.
  public var secureCookies: Bool
  /// Seal the secrets of second factors; without them nobody can enrol one, and only recovery codes sign in with one.
  public var keys: SecretKeys?
  /// Passwords that nobody may set.
  public var commonPasswords = CommonPasswords()
  /// The folder of the web pages; nil where a proxy serves them.
  public var webRoot: String?

  /// A standby that is further behind than this answers nothing.
  public var maxReplicaLag = Duration.seconds(5)

  public init(trustProxy: Bool = false, secureCookies: Bool = false, keys: SecretKeys? = nil) {
    self.keys = keys
    self.trustProxy = trustProxy
    self.secureCookies = secureCookies
  }
}

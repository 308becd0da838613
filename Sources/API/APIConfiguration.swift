/// How the API stands to the world outside.
public struct APIConfiguration: Sendable {
  /// Whether `X-Forwarded-For` comes from our own proxy and can be believed.
  public var trustProxy: Bool
  /// Whether the session cookie is for TLS only.
  public var secureCookies: Bool

  public init(trustProxy: Bool = false, secureCookies: Bool = false) {
    self.trustProxy = trustProxy
    self.secureCookies = secureCookies
  }
}

import HTTPTypes

/// The session token of a request, and by which way it came.
struct Credentials: Sendable {
  /// What the cookie is called. Behind TLS browsers take one with this prefix from this very host only, and over TLS.
  static func cookieName(secure: Bool) -> String { secure ? "__Host-school_support_session" : "school_support_session" }

  let token: SessionToken
  /// What the database knows the token by.
  let tokenHash: [UInt8]
  /// Browsers send cookies along by themselves, so a request that changes something must prove where it comes from.
  let fromCookie: Bool

  /// `Authorization: Bearer` wins over the cookie. Nil if there is neither, or no well-formed token in it.
  init?(_ headers: HTTPFields, secureCookies: Bool = false) {
    if let authorization = headers[.authorization] {
      guard authorization.lowercased().hasPrefix("bearer "), let token = SessionToken(authorization.dropFirst(7)) else {
        return nil
      }
      (self.token, tokenHash, fromCookie) = (token, token.hash, false)
    } else {
      guard
        let token = headers.cookies(named: Self.cookieName(secure: secureCookies)).first.flatMap({ SessionToken($0) })
      else { return nil }
      (self.token, tokenHash, fromCookie) = (token, token.hash, true)
    }
  }
}

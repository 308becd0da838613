import HTTPTypes

/// The session token of a request, and by which way it came.
struct Credentials: Sendable {
  static let cookieName = "school_support_session"

  let token: SessionToken
  /// What the database knows the token by.
  let tokenHash: [UInt8]
  /// Browsers send cookies along by themselves, so a request that changes something must prove where it comes from.
  let fromCookie: Bool

  /// `Authorization: Bearer` wins over the cookie. Nil if there is neither, or no well-formed token in it.
  init?(_ headers: HTTPFields) {
    if let authorization = headers[.authorization] {
      guard authorization.lowercased().hasPrefix("bearer "), let token = SessionToken(authorization.dropFirst(7)) else {
        return nil
      }
      (self.token, tokenHash, fromCookie) = (token, token.hash, false)
    } else {
      guard let token = Self.cookie(headers).flatMap({ SessionToken($0) }) else { return nil }
      (self.token, tokenHash, fromCookie) = (token, token.hash, true)
    }
  }

  private static func cookie(_ headers: HTTPFields) -> Substring? {
    let prefix = "\(cookieName)="
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let trimmed = pair.drop { $0 == " " }
        if trimmed.hasPrefix(prefix) { return trimmed.dropFirst(prefix.count) }
      }
    }
    return nil
  }
}

import HTTPTypes
import Hummingbird

/// How a client carries the position behind its last write: it sends back the header, and browsers the cookie.
struct ClientPosition: Sendable {
  private let cookieName: String
  private let cookieAttributes: String

  /// - Parameter seconds: how long a standby may lack what was written; longer it is not used.
  init(secureCookies: Bool, seconds: Int) {
    cookieName = secureCookies ? "__Host-school_support_position" : "school_support_position"
    cookieAttributes =
      "; Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (secureCookies ? "; Secure" : "")
  }

  /// The newest that the request names, nil if it names none. What cannot be read is newer than anything, so that the
  /// primary answers.
  func read(_ headers: HTTPFields) -> LogPosition? {
    (headers[values: .xDatabasePosition] + headers.cookies(named: cookieName).map(String.init))
      .map { LogPosition($0) ?? .newest }.max()
  }

  func write(_ position: LogPosition, into response: inout Response) {
    response.headers[.xDatabasePosition] = position.description
    response.headers.append(HTTPField(name: .setCookie, value: "\(cookieName)=\(position)\(cookieAttributes)"))
  }
}
